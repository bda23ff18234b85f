#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rfmseg {

/// Implements trimmed() for text that may have white space at its ends.
[[nodiscard]] std::string_view without_outer_space(std::string_view text);

/// `text` without white space at its ends: that of ASCII, and the invisible characters that
/// spreadsheets and web pages add (no-break spaces, byte order mark, zero width space).
[[nodiscard, gnu::always_inline]] inline std::string_view trimmed(std::string_view text) {
  // Inlined for the most common cases: nothing, and visible ASCII characters at both ends.
  const auto visible = [](char c) { return c > ' ' && c < '\x7f'; };
  if (text.empty() || (visible(text.front()) && visible(text.back()))) return text;
  return without_outer_space(text);
}

/// Whether `c` is one of 0 to 9.
[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The lower-case letter of an ASCII capital; other bytes as they are.
[[nodiscard]] constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
/// `text` with to_lower() for each byte.
[[nodiscard]] std::string to_lower(std::string_view text);
/// Whether two texts are equal but for the case of ASCII letters.
[[nodiscard]] bool same_letters(std::string_view a, std::string_view b);

/// The number of ASCII bytes at the beginning of `text`.
[[nodiscard]] std::size_t ascii_prefix(std::string_view text);

/// The length of the UTF-8 character at the beginning of `text`, which is not empty; 0 if it is
/// invalid.
[[nodiscard]] std::size_t utf8_length(std::string_view text);

/// The length of the valid UTF-8 at the beginning of `text`.
[[nodiscard]] std::size_t utf8_prefix(std::string_view text);

/// `text` for a message: control characters and invalid UTF-8 as `\xNN`, truncated after `longest`
/// bytes. Values are untrusted and must not control a terminal.
[[nodiscard]] std::string printable(std::string_view text, std::size_t longest = 60);

/// As printable(), but not truncated.
[[nodiscard]] inline std::string printable_in_full(std::string_view text) {
  return printable(text, std::string_view::npos);
}

/// `a, b, c` for messages, each printable(); of long lists the first 30 and the number of the
/// others.
[[nodiscard]] std::string listed(const std::vector<std::string>& names);

/// The Levenshtein distance: the least number of insertions, deletions and substitutions of a
/// character that turn `a` into `b`.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace rfmseg
