#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace rfmseg::cli {

/// An option as its help shows it.
struct OptionDefinition {
  std::vector<std::string> names;  ///< `-o`, `--output`; `INPUT` of a positional
  std::string value;               ///< `FILE`; empty for a flag
  std::string description;         ///< with the default at its end
  std::string group;
  bool positional = false;
  bool repeats = false;              ///< a positional that takes several values
  std::vector<std::string> choices;  ///< words among which to choose; of `drop|net` both
  bool takes_file = false, takes_folder = false;
};

/// A command as its help shows it.
struct CommandDefinition {
  std::string name;  ///< `analyze`; empty for the program itself
  std::string description;
  std::string footer;
  std::vector<OptionDefinition> options;    ///< its own, as declared
  std::vector<CommandDefinition> commands;  ///< under it; the hidden ones are left out
};

/// The whole of the command line: what manual pages and completions are made of.
[[nodiscard]] CommandDefinition definition_of(const CLI::App& app);

/// The options of a command and, unless it is the program itself, those of every command.
[[nodiscard]] std::vector<OptionDefinition> options_of(const CommandDefinition& command,
                                                       const CommandDefinition& program);

}  // namespace rfmseg::cli
