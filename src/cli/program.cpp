#include "cli/program.hpp"

#include <cstdlib>

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
      {Option("-q,--quiet", &log.quiet, "", "Say nothing but errors on standard error"),
       Option("-v,--verbose", &log.verbose, "", "Say what was found out about the input"),
       Option("--log-file", &log.file, "FILE",
              "Append all that is said to this file, too, with times",
              {.check = require_file, .role = FileRole::log}),
       Option("--log-format", &log.format, "text|json",
              "Of what is said: text, or json, an object a line",
              {.show_default = true, .choices_only = true}),
       Option("--summary", &options.summary, "FILE",
              "Append a line of JSON to this file: what was run, read and written, how long it "
              "took and how it ended",
              {.check = require_file, .role = FileRole::summary}),
       Option("--config", ReadConfig{standard_config()}, "FILE",
              "Read options from a TOML file with a section per command",
              {.show_default = true, .role = FileRole::config})});
}

void add_help(Command& command) {
  command.options.insert(command.options.begin(),
                         Option("-h,--help", ShowHelp{}, "", "Print this help message and exit"));
  for (Command& each : command.commands) add_help(each);
}

}  // namespace

Command make_program(ProgramOptions& options) {
  Command program{
      .description = "rfmseg: customer segments from a retailer's transactions",
      .options = joined({Options{Option("-V,--version", ShowVersion{}, "",
                                        "Display program version information and exit")},
                         shared_options(options)}),
      .footer =
          "Examples:\n"
          "  rfmseg analyze online_retail.csv\n"
          "  rfmseg analyze online_retail.csv --out results --as-of 2011-12-11\n"
          "  rfmseg clean raw.csv | rfmseg rfm | rfmseg segment > segments.csv\n"
          "'rfmseg help COMMAND' lists the options of a command.\n"
          "Any option can also be set in the file of --config, or as an environment variable,\n"
          "--as-of as RFMSEG_AS_OF. The command line comes first, then the file, then variables.",
      .commands = all_commands()};
  add_help(program);
  return program;
}

}  // namespace rfmseg::cli
