#include "cli/command_line.hpp"

#include <fmt/core.h>

#include <string_view>

#include "cli/error_text.hpp"
#include "cli/help/help.hpp"
#include "cli/output.hpp"
#include "cli/parsing/environment.hpp"
#include "cli/parsing/parse.hpp"
#include "cli/run_summary.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/report/output_file.hpp"
#include "rfmseg/version.hpp"

namespace rfmseg::cli {

bool CommandLine::parse(int argc, const char* const* argv) {
  using Request = Invocation::Request;
  invocation_ = cli::parse(program_, argc, argv);
  if (invocation_.request == Request::run) return true;
  OutputFile out("-");
  out.stream() << (invocation_.request == Request::help ? help_text(invocation_.path)
                                                        : fmt::format("rfmseg {}\n", version()));
  out.finish();
  return false;
}

void CommandLine::run(RunSummary& summary) const {
  for (const std::string& name : unknown_variables(program_)) {
    log_warning(fmt::format("the variable {} is not used: no command has such an option", name));
  }
  const std::string sources = sources_text(invocation_.sources);
  if (!sources.empty()) log_detail(sources.substr(std::string_view(": ").size()));
  if (!log().file.empty()) claim_output(file_name(log().file), summary);
  if (!summary_path().empty()) claim_output(summary_path(), summary);  // its name taken as it is
  summary.command = invocation_.path.at(1)->name;
  try {
    for (const auto& [option, values] : invocation_.given) parse_values(*option, values);
    invocation_.path.back()->run(invocation_, summary);
  } catch (const UsageError& error) {
    throw UsageError(error_text(error) + sources);
  }
}

}  // namespace rfmseg::cli
