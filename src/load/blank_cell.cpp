#include "load/blank_cell.hpp"

#include <algorithm>
#include <array>

namespace rfmseg {

bool is_missing_word(std::string_view text) {
  // SQL and its exports, pandas, R, Python and spreadsheets. `Null` and `Nan` are names of people.
  constexpr std::array<std::string_view, 16> kWords = {"",
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
  constexpr std::size_t kLongest = 4;
  text = trimmed(text);
  return text.size() <= kLongest && std::ranges::find(kWords, text) != kWords.end();
}

bool is_blank_record(std::string_view record, char delimiter) {
  return std::ranges::all_of(record, [&](char c) {
    return c == delimiter || c == ' ' || c == '\t' || c == '"' || c == '\r' || c == '\n';
  });
}

}  // namespace rfmseg
