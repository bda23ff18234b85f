#pragma once

#include <string>
#include <string_view>

namespace rfmseg {

/// Appends a field of CSV with commas, from a format whose texts may have line ends: these and
/// other control characters become blanks, so that each row stays in its line. A text of blanks
/// alone is empty.
void append_line_field(std::string& csv, std::string_view text);

}  // namespace rfmseg
