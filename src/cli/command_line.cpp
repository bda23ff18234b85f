#include "cli/command_line.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdio>
#include <string_view>

#include "cli/error_text.hpp"
#include "cli/format_of_name.hpp"
#include "cli/help/help.hpp"
#include "cli/output_files.hpp"
#include "cli/parsing/environment.hpp"
#include "cli/parsing/parse.hpp"
#include "cli/run_summary.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/report/output_file.hpp"
#include "rfmseg/version.hpp"

namespace rfmseg::cli {

bool CommandLine::parse(int argc, const char* const* argv) {
  using Request = Invocation::Request;
  if (argc == 1) {
    fmt::print(stderr, "{}\n", short_help_text(help_width(STDERR_FILENO)));
    throw UsageError("no command given");
  }
  invocation_ = cli::parse(program_, argc, argv);
  if (invocation_.request == Request::run) return true;
  OutputFile out("-");
  out.stream() << (invocation_.request == Request::help
                       ? help_text(invocation_.path, help_width(STDOUT_FILENO))
                       : fmt::format("rfmseg {}\n", version()));
  out.finish();
  return false;
}

void CommandLine::run(RunSummary& summary) const {
  const std::string sources = sources_text(invocation_.sources);
  try {
    summary.run_files.claim_read(invocation_);
    summary.run_files.claim_records(invocation_);
    // From here on what goes wrong is recorded, in files that are safe to append to.
    open_log_file(log());
    summary.command = invocation_.path.at(1)->name;
    for (const std::string& name : unknown_variables(program_)) {
      log_warning(
          fmt::format("environment variable {} is ignored: no command has such an option", name));
    }
    if (!sources.empty()) log_detail(sources.substr(std::string_view("; ").size()));
    summary.run_files.claim_outputs(invocation_);
    require_files(invocation_);
    settle_format(invocation_);
    for (const auto& [option, values] : invocation_.given) parse_values(*option, values);
    invocation_.path.back()->run(invocation_, summary);
  } catch (const UsageError& error) {
    throw UsageError(error_text(error) + sources);
  }
}

}  // namespace rfmseg::cli
