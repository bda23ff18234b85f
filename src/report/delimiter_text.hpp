#pragma once

#include <string>

namespace rfmseg {

/// The delimiter of a file in words: `commas`; others as `the delimiter '#'`.
[[nodiscard]] std::string delimiter_text(char delimiter);

}  // namespace rfmseg
