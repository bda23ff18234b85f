#pragma once

#include <array>
#include <string_view>

#include "text.hpp"

namespace rfmseg {

/// What is_missing_word() takes for a missing value: words of SQL and its exports, pandas, R,
/// Python and spreadsheets. `Null` and `Nan` are names of people.
inline constexpr std::array<std::string_view, 16> kMissingWords = {"",
                                                                   "-",
                                                                   "\xE2\x80\x93" /* – */,
                                                                   "\xE2\x80\x94" /* — */,
                                                                   "NULL",
                                                                   "null",
                                                                   "NaN",
                                                                   "nan",
                                                                   "NaT",
                                                                   "NA",
                                                                   "None",
                                                                   "N/A",
                                                                   "n/a",
                                                                   "#N/A",
                                                                   "<NA>",
                                                                   "\\N"};

/// Implements is_blank_cell() for text that does not begin with a digit.
[[nodiscard]] bool is_missing_word(std::string_view text);

/// Whether a cell has no value: it is empty, or contains a word or sign that programs write for a
/// missing value (`NULL`, `NaN`, `N/A`, a lone dash). White space around it is ignored.
[[nodiscard]] inline bool is_blank_cell(std::string_view text) {
  return text.empty() || (!is_digit(text.front()) && is_missing_word(text));
}

/// Whether a record consists of delimiters, quotes and white space.
[[nodiscard]] bool is_blank_record(std::string_view record, char delimiter);

}  // namespace rfmseg
