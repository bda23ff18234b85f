#include "cli/program.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/options/checks.hpp"

namespace rfmseg::cli {
namespace {

/// The file that RFMSEG_CONFIG names.
std::string standard_config() {
  const char* const config = std::getenv("RFMSEG_CONFIG");
  return config == nullptr ? "" : config;
}

Options shared_options(ProgramOptions& options) {
  LogOptions& log = options.log;
  return in_group(
      kEveryCommand,
      {Option("-q,--quiet", &log.quiet, "", "Print errors only"),
       Option("-v,--verbose", &log.verbose, "", "Also print how the input was read"),
       Option("--log-file", &log.file, "FILE", "Also append all messages to this file, with times",
              {.check = require_file, .role = FileRole::log}),
       Option("--log-format", &log.format, "text|json",
              "Format of messages: text, or json (one object per line)",
              {.show_default = true, .choices_only = true}),
       Option("--summary", &options.summary, "FILE",
              "Append one line of JSON about this run to this file: command, row counts, outputs, "
              "duration and exit code",
              {.check = require_file, .role = FileRole::summary}),
       Option("--config", ReadConfig{standard_config()}, "FILE",
              "Read options from a TOML file with one section per command",
              {.show_default = true, .role = FileRole::config})});
}

void add_help(Command& command) {
  command.options.insert(command.options.begin(),
                         Option("-h,--help", ShowHelp{}, "", "Print this help and exit"));
  for (Command& each : command.commands) add_help(each);
}

/// Completions offer the commands after `rfmseg help`.
void name_commands(Command& program) {
  std::vector<std::string> names;
  for (const Command& command : program.commands) {
    if (!command.hidden) names.push_back(command.name);
  }
  const auto help = std::ranges::find(program.commands, "help", &Command::name);
  for (Option& option : help->options) {
    if (is_positional(option)) option.rules.words = names;
  }
}

}  // namespace

Command make_program(ProgramOptions& options) {
  Command program{
      .description = "rfmseg: customer segments from a retailer's transactions",
      .options =
          joined({Options{Option("-V,--version", ShowVersion{}, "", "Print the version and exit")},
                  shared_options(options)}),
      .footer =
          "Examples:\n"
          "  rfmseg analyze online_retail.csv\n"
          "  rfmseg analyze online_retail.csv --out results --as-of 2011-12-11\n"
          "  rfmseg clean raw.csv | rfmseg rfm | rfmseg segment > segments.csv\n"
          "Run 'rfmseg help COMMAND' for the options of a command.\n"
          "Every option can also be set in a config file (--config) or as an environment\n"
          "variable: --as-of is RFMSEG_AS_OF. Precedence: command line, config file,\n"
          "environment.",
      .commands = all_commands()};
  add_help(program);
  name_commands(program);
  return program;
}

}  // namespace rfmseg::cli
