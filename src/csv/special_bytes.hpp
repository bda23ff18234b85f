#pragma once

namespace rfmseg {

/// Replaces bytes that are not characters of the file's encoding. Like NUL, it makes a row
/// malformed.
inline constexpr char kNoText = '\x1f';

/// Whether `c` can be a delimiter: ASCII, and without another meaning in CSV.
[[nodiscard]] constexpr bool can_delimit(char c) {
  return c > '\0' && c < '\x7f' && c != '"' && c != '\n' && c != '\r' && c != kNoText;
}

}  // namespace rfmseg
