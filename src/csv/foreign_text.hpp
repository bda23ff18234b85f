#pragma once

#include <cstddef>
#include <string_view>

namespace rfmseg {

/// What a file is that begins with `text` and is not CSV, with what to do about it: `is HTML
/// (...)`; empty if it may be CSV.
[[nodiscard]] std::string_view foreign_format(std::string_view text);

/// Whether `text`, which begins with the header, has at least three columns that only blanks align,
/// as pandas and `column -t` print them: no line of the first paragraph has a character between
/// them.
[[nodiscard]] bool is_blank_aligned(std::string_view text);

/// Whether the lines end with carriage returns only, as old programs for the Mac write them:
/// `text`, the beginning of a file, has no newline.
[[nodiscard]] bool has_mac_lines(std::string_view text);

/// Whether quotes inside quoted fields are escaped by a backslash, as MySQL writes them: more
/// records of `text`, the beginning of a file, then have as many fields as the first.
[[nodiscard]] bool has_backslash_quotes(std::string_view text);

/// Replaces the backslashes before quotes by quotes. `after_backslash`: whether the byte before
/// `text` is a backslash that escapes; it must then precede `text` in memory. Returns the same for
/// the text that follows.
bool double_escaped_quotes(char* text, std::size_t size, bool after_backslash);

/// The delimiter of Excel's first line `sep=;`; NUL if `text` does not begin with one.
[[nodiscard]] char separator_line(std::string_view text);

}  // namespace rfmseg
