#pragma once

#include <istream>
#include <string>
#include <vector>

#include "cli/command.hpp"

namespace rfmseg::cli {

/// An option that the file of --config sets.
struct ConfigValue {
  const Command* owner;  ///< the program, or the command in whose section it is
  std::string option;    ///< its long name
  std::vector<std::string> values;
};

/// Reads a TOML file: options of every command at its top, those of one command in a section with
/// its name. `command` is the one that is going to run; in the sections of others only names are
/// looked at. Throws UsageError for invalid TOML, unknown commands or options, with file, line and
/// column.
[[nodiscard]] std::vector<ConfigValue> read_config(std::istream& input, const std::string& path,
                                                   const Command& program, const Command* command);

}  // namespace rfmseg::cli
