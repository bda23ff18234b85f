#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string_view>
#include <vector>

#include "csv/field_index.hpp"

namespace rfmseg::test {

/// All that a FieldIndex says of a text.
struct IndexText {
  std::vector<std::uint32_t> ends, stops, quotes;
  std::size_t whole = 0;
  std::uint64_t lines = 0;
  std::optional<std::size_t> open_quote;
  std::optional<std::size_t> backslashes_from;
  std::vector<std::uint32_t> quoted_rows;
  friend bool operator==(const IndexText&, const IndexText&) = default;
  friend std::ostream& operator<<(std::ostream& out, const IndexText& index) {
    out << "whole " << index.whole << ", lines " << index.lines;
    for (const std::uint32_t end : index.ends) out << ' ' << end;
    for (const std::uint32_t stop : index.stops) out << " s" << stop;
    for (const std::uint32_t quote : index.quotes) out << " q" << quote;
    return out;
  }
};

/// Builds `index`.
inline IndexText index_of(std::string_view text, char delimiter, FieldIndex& index,
                          const RecordShape& shape = {}) {
  index.build(text, delimiter, shape);
  IndexText all;
  all.backslashes_from = index.backslashes_from();
  all.quoted_rows = index.quoted_rows();
  all.whole = index.whole();
  all.lines = index.lines();
  all.open_quote = index.open_quote();
  all.ends.assign(index.ends().begin(), index.ends().end());
  if (all.ends.empty()) return all;
  for (const auto* stop = index.stops(); *stop < all.whole; ++stop) {
    all.stops.push_back(*stop);
    if (*stop == all.ends.back()) break;
  }
  for (const auto* quote = index.quotes(); *quote < all.whole; ++quote) {
    all.quotes.push_back(*quote);
  }
  return all;
}

}  // namespace rfmseg::test
