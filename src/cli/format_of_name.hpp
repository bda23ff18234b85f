#pragma once

#include <string_view>

#include "cli/command.hpp"

namespace rfmseg::cli {

/// The value of --format for a file of this name, by its ending: `csv` for `segments.csv`. Empty if
/// the ending is not that of a format.
[[nodiscard]] std::string_view format_of_name(std::string_view name);

/// Whether the ending is that of a format that no command writes, such as `.pdf`.
[[nodiscard]] bool is_other_format(std::string_view name);

/// Sets the format of the command by the name of its output, unless --format is given. Throws
/// UsageError if the command does not write that format.
void settle_format(const Invocation& invocation);

}  // namespace rfmseg::cli
