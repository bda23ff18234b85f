#include "cli/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <string_view>

#include "cli/config_file.hpp"
#include "cli/environment.hpp"
#include "cli/help.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/parse_error.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/report/output_file.hpp"

namespace rfmseg::cli {
namespace {

/// The command that is going to run: the first word that names one. Null when none does.
CLI::App* chosen_command(CLI::App& app, int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    for (CLI::App* const command : app.get_subcommands({})) {
      if (command->get_name() == argv[i]) return command;
    }
  }
  return nullptr;
}

}  // namespace

CommandLine::CommandLine()
    : app_(std::make_unique<CLI::App>("rfmseg: customer segments from a retailer's transactions",
                                      "rfmseg")) {
  CLI::App& app = *app_;
  app.set_version_flag("--version", "rfmseg " RFMSEG_VERSION);
  app.allow_config_extras(CLI::config_extras_mode::error);
  app.require_subcommand(1);
  app.fallthrough();
  app.formatter(std::make_shared<HelpFormatter>());
  app.footer(
      "Any option can also be set in the file of --config, or as a variable, --as-of as\n"
      "RFMSEG_AS_OF. The command line counts first, then the file, then variables.\n"
      "Examples:\n"
      "  rfmseg analyze online_retail.csv\n"
      "  rfmseg analyze online_retail.csv --out results --as-of 2011-12-11\n"
      "  rfmseg clean raw.csv | rfmseg rfm | rfmseg segment > segments.csv\n"
      "'rfmseg COMMAND --help' tells the options of a command.");
  add_log_options(app, log_);
  app.add_option("--summary", summary_,
                 "Append a line of JSON to this file: what was run, read and written, how long it "
                 "took and how it ended")
      ->type_name("FILE")
      ->check(CLI::Validator(require_file, ""))
      ->group(kEveryCommand);
  const char* const config = std::getenv("RFMSEG_CONFIG");
  const bool has_config = config != nullptr && *config != '\0';
  app.set_config("--config", has_config ? config : "",
                 "Read options from a TOML file with a section per command", has_config)
      ->type_name("FILE")
      ->group(kEveryCommand);
  commands_ = {add_analyze(app),    add_clean(app), add_rfm(app),     add_segment(app),
               add_cluster(app),    add_fit(app),   add_explain(app), add_scheme(app),
               add_ingest(app),     add_runs(app),  add_history(app), add_diff(app),
               add_completion(app), add_manual(app)};
}

CommandLine::~CommandLine() = default;

bool CommandLine::parse(int argc, const char* const* argv) {
  CLI::App& app = *app_;
  CLI::App* const chosen = chosen_command(app, argc, argv);
  // Other commands are left alone: what is set for them need not be right for this one.
  variables_ = name_variables(app);
  if (chosen != nullptr) {
    const std::vector<std::string> more = name_variables(*chosen);
    variables_.insert(variables_.end(), more.begin(), more.end());
  }
  app.config_formatter(
      std::make_shared<ConfigFile>(app, chosen != nullptr ? chosen->get_name() : ""));
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help_or_version) {
    OutputFile out("-");
    app.exit(help_or_version, out.stream(), out.stream());
    out.finish();
    return false;
  } catch (const CLI::FileError&) {
    throw UsageError(
        fmt::format("config file '{}' cannot be read", app.get_config_ptr()->as<std::string>()));
  } catch (const CLI::ParseError& error) {
    throw UsageError(explain(error, app, argc, argv) + other_sources());
  }
  return true;
}

void CommandLine::run(RunSummary& summary) const {
  for (const std::string& name : unknown_variables(*app_)) {
    log_warning(fmt::format("the variable {} is not used: no command has such an option", name));
  }
  if (const std::string sources = other_sources(); !sources.empty()) {
    log_detail(sources.substr(std::string_view(": ").size()));
  }
  if (!log_.file.empty()) claim_output(file_name(log_.file), summary);
  if (!summary_.empty()) claim_output(summary_, summary);  // whose name is taken as it is
  for (const Command& command : commands_) {
    if (!command.app->parsed()) continue;
    summary.command = command.app->get_name();
    try {
      command.run(summary);
    } catch (const UsageError& error) {
      throw UsageError(error.what() + other_sources());
    }
  }
}

std::string CommandLine::other_sources() const {
  std::vector<std::string> sources = variables_;
  const auto config = app_->get_config_ptr()->as<std::string>();
  if (!config.empty()) sources.insert(sources.begin(), config);
  return sources.empty() ? ""
                         : fmt::format(": options also come from {}", fmt::join(sources, ", "));
}

}  // namespace rfmseg::cli
