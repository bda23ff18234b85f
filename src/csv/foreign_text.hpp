#pragma once

#include <string_view>

namespace rfmseg {

/// What a file is that begins with `text` and is not CSV, with what to do about it: `is HTML
/// (...)`; empty if it may be CSV.
[[nodiscard]] std::string_view foreign_format(std::string_view text);

/// Whether the lines end with carriage returns only, as old programs for the Mac write them:
/// `text`, the beginning of a file, has no newline.
[[nodiscard]] bool has_mac_lines(std::string_view text);

/// Whether quotes inside quoted fields are escaped by a backslash, as MySQL writes them: `text`,
/// the beginning of a file, has a `\"` inside a quoted field that goes on, or ends with a quote.
[[nodiscard]] bool has_backslash_quotes(std::string_view text);

/// The delimiter of Excel's first line `sep=;`; NUL if `text` does not begin with one.
[[nodiscard]] char separator_line(std::string_view text);

}  // namespace rfmseg
