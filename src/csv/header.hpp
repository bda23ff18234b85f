#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rfmseg {

/// How many bytes of whole blank lines `text` begins with.
[[nodiscard]] std::size_t leading_blank_lines(std::string_view text);

/// The delimiter of a file whose header begins `text`: of `,` `;` tab and `|` the one that occurs
/// most often outside quotes in the header; a comma when none does. Nothing when the header does
/// not end in `text`, so that more of it could change the answer; with `all` there is no more.
[[nodiscard]] std::optional<char> find_delimiter(std::string_view text, bool all);

/// The names in the header `record`, without white space at their ends.
[[nodiscard]] std::vector<std::string> column_names(std::string_view record, char delimiter);

}  // namespace rfmseg
