#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace rfmseg::cli {

/// Help for the last command of a path, in 80 columns: `-o,--output FILE`, then the description
/// wrapped next to it.
[[nodiscard]] std::string help_text(const CommandPath& path);

/// Three commands to start with, for a command line with nothing on it.
[[nodiscard]] std::string short_help_text();

}  // namespace rfmseg::cli
