#pragma once

#include <cstddef>
#include <string>

#include "cli/command.hpp"

namespace rfmseg::cli {

/// The most columns that help takes, and what it takes unless it is for a narrower terminal.
inline constexpr std::size_t kHelpWidth = 80;

/// Help for the last command of a path: `-o,--output FILE`, then the description wrapped next to
/// it, or below it if there is little room.
[[nodiscard]] std::string help_text(const CommandPath& path, std::size_t width = kHelpWidth);

/// Three commands to start with, for a command line with nothing on it.
[[nodiscard]] std::string short_help_text(std::size_t width = kHelpWidth);

/// The columns for help on what this file descriptor is.
[[nodiscard]] std::size_t help_width(int descriptor);

}  // namespace rfmseg::cli
