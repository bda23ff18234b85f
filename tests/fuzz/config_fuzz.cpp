#include <algorithm>
#include <sstream>
#include <string>

#include "cli/command.hpp"
#include "cli/parsing/config_file.hpp"
#include "fuzz/targets.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg::fuzz {
namespace {

/// A program with one option of each kind, and two commands.
struct Program {
  bool flag = false;
  std::string text;
  std::vector<std::string> list;
  int number = 0;
  cli::Command command{
      .options = {cli::Option("-q,--quiet", &flag, "", "A flag"),
                  cli::Option("--log-format", &text, "TEXT", "A text")},
      .commands = {{.name = "analyze",
                    .options = {cli::Option("--k", &number, "N", "A number"),
                                cli::Option("--features", &list, "NAME,...", "A list",
                                            {.comma_separated = true})}},
                   {.name = "rfm", .options = {cli::Option("--as-of", &text, "DATE", "A text")}}}};
};

bool has(const cli::Command& command, const std::string& name) {
  return std::ranges::any_of(command.options, [&](const cli::Option& option) {
    return cli::full_name(option) == "--" + name;
  });
}

}  // namespace

// A config file, for a run of the first command.
void config(std::string_view input) {
  const Program program;
  const cli::Command& chosen = program.command.commands.front();
  std::istringstream file{std::string(input)};
  try {
    for (const cli::ConfigValue& value :
         cli::read_config(file, "shop.toml", program.command, &chosen)) {
      require(value.owner == &program.command || value.owner == &chosen,
              "only options of the program and the command are set");
      require(has(*value.owner, value.option), "an option is set that its owner has");
    }
  } catch (const UsageError& error) {
    require(std::string_view(error.what()).find("shop.toml") != std::string_view::npos,
            "an error names the file");
  }
}

}  // namespace rfmseg::fuzz
