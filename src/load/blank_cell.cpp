#include "load/blank_cell.hpp"

#include <algorithm>

namespace rfmseg {

bool is_missing_word(std::string_view text) {
  constexpr std::size_t kLongest = 4;
  text = trimmed(text);
  return text.size() <= kLongest && std::ranges::find(kMissingWords, text) != kMissingWords.end();
}

bool is_blank_record(std::string_view record, char delimiter) {
  return std::ranges::all_of(record, [&](char c) {
    return c == delimiter || c == ' ' || c == '\t' || c == '"' || c == '\r' || c == '\n';
  });
}

}  // namespace rfmseg
