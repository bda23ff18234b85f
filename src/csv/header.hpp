#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rfmseg {

/// The length of the blank lines at the beginning of `text`.
[[nodiscard]] std::size_t leading_blank_lines(std::string_view text);

/// Detects the delimiter from the header at the beginning of `text`: of `,` `;` tab and `|` the one
/// that occurs most often outside quotes; a comma if none occurs. Returns nothing if the header
/// does not end in `text` and there is more text (not `all`), which could change the result.
[[nodiscard]] std::optional<char> find_delimiter(std::string_view text, bool all);

/// The length of the title lines before the header; 0 if the first line is the header. A title has
/// at most two cells with text; the header is a line below it with at least three, twice as many,
/// and only words. Looks at kTitleLines lines. `delimiter`: if given.
[[nodiscard]] std::size_t title_length(std::string_view text, std::optional<char> delimiter);
inline constexpr std::size_t kTitleLines = 40;

/// The length of a row of dashes under the header, as sqlcmd writes it, at the beginning of `text`;
/// 0 if there is none.
[[nodiscard]] std::size_t rule_length(std::string_view text, char delimiter, std::size_t columns);

/// The names in the header `record`, trimmed.
[[nodiscard]] std::vector<std::string> column_names(std::string_view record, char delimiter);

}  // namespace rfmseg
