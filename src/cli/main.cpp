#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <new>
#include <vector>

#include "cli/command.hpp"
#include "cli/help.hpp"
#include "cli/log.hpp"
#include "cli/parse_error.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"
#include "rfmseg/report/output_file.hpp"

namespace {

enum ExitCode { kDone = 0, kDataError = 1, kUsageError = 2, kConditionMet = 3, kInterrupted = 130 };

void watch_signals() {
  struct sigaction action {};
  action.sa_handler = [](int) { rfmseg::request_interrupt(); };
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // a second signal ends the program at once
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // seen as a failed write, so that temporary files are removed
}

/// Parses the command line and runs the command.
void run(int argc, char** argv) {
  CLI::App app("rfmseg: customer segments from a retailer's transactions", "rfmseg");
  app.set_version_flag("--version", "rfmseg " RFMSEG_VERSION);
  app.allow_config_extras(CLI::config_extras_mode::error);
  app.set_config("--config", "", "Read options from a TOML file with a section per command");
  app.require_subcommand(1);
  app.fallthrough();
  app.formatter(std::make_shared<rfmseg::cli::HelpFormatter>());
  app.footer(
      "Examples:\n"
      "  rfmseg analyze online_retail.csv\n"
      "  rfmseg analyze online_retail.csv --out results --as-of 2011-12-11\n"
      "  rfmseg clean raw.csv | rfmseg rfm | rfmseg segment > segments.csv\n"
      "'rfmseg COMMAND --help' tells the options of a command.");
  const std::vector<rfmseg::cli::Command> commands = {
      rfmseg::cli::add_analyze(app), rfmseg::cli::add_clean(app),   rfmseg::cli::add_rfm(app),
      rfmseg::cli::add_segment(app), rfmseg::cli::add_cluster(app), rfmseg::cli::add_fit(app),
      rfmseg::cli::add_explain(app), rfmseg::cli::add_scheme(app),  rfmseg::cli::add_ingest(app),
      rfmseg::cli::add_runs(app),    rfmseg::cli::add_history(app), rfmseg::cli::add_diff(app)};
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help_or_version) {
    app.exit(help_or_version);
    return;
  } catch (const CLI::ParseError& error) {
    throw rfmseg::UsageError(rfmseg::cli::explain(error, app, argc, argv));
  }
  for (const auto& command : commands) {
    if (command.app->parsed()) command.run();
  }
}

}  // namespace

int main(int argc, char** argv) {
  rfmseg::cli::start_log();
  watch_signals();
  try {
    run(argc, argv);
    return kDone;
  } catch (const rfmseg::BrokenPipe&) {
    // Ends as a program does that nobody listens to any more.
    std::signal(SIGPIPE, SIG_DFL);
    std::raise(SIGPIPE);
    return kDataError;
  } catch (const rfmseg::Interrupted&) {
    return kInterrupted;
  } catch (const rfmseg::cli::ConditionMet&) {
    return kConditionMet;
  } catch (const rfmseg::UsageError& error) {
    rfmseg::cli::log_error(error.what());
    return kUsageError;
  } catch (const std::bad_alloc&) {
    rfmseg::cli::log_error("out of memory");
    return kDataError;
  } catch (const std::exception& error) {
    rfmseg::cli::log_error(error.what());
    return kDataError;
  }
}
