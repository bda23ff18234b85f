#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rfmseg {

/// What trimmed() does for a text that may have white space at its ends.
[[nodiscard]] std::string_view without_outer_space(std::string_view text);

/// `text` without white space at its ends: ASCII's, and the invisible characters that spreadsheets
/// and web pages leave behind (no-break spaces, the byte order mark, zero width space).
[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
  // Most fields begin and end with a visible ASCII character: that much is worth inlining.
  const auto visible = [](char c) { return c > ' ' && c < '\x7f'; };
  if (!text.empty() && visible(text.front()) && visible(text.back())) return text;
  return without_outer_space(text);
}

/// Whether `c` is one of 0 to 9.
[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// How many bytes `text` begins with that are ASCII.
[[nodiscard]] std::size_t ascii_prefix(std::string_view text);

/// The bytes of the UTF-8 character that `text`, which is not empty, begins with; 0 when they are
/// none.
[[nodiscard]] std::size_t utf8_length(std::string_view text);

/// How many bytes `text` begins with that are whole UTF-8 characters.
[[nodiscard]] std::size_t utf8_prefix(std::string_view text);

/// `text` fit to stand in a message: control characters and bytes that are no UTF-8 as `\xNN`, cut
/// after `longest` bytes. Values come from strangers and must not steer a terminal.
[[nodiscard]] std::string printable(std::string_view text, std::size_t longest = 60);

/// The same, not cut: for text that is shown in full.
[[nodiscard]] inline std::string printable_in_full(std::string_view text) {
  return printable(text, std::string_view::npos);
}

/// `a, b, c` for messages, each one printable(); of long lists the first 30 and how many more.
[[nodiscard]] std::string listed(const std::vector<std::string>& names);

/// The fewest insertions, deletions and substitutions of a character that turn `a` into `b`
/// (Levenshtein), for guesses at what was meant.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace rfmseg
