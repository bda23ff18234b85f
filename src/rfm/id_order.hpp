#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "rfmseg/rfm/columns.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/name_column.hpp"

namespace rfmseg {

/// The index of a customer, and a sort key made from the id: different keys have the order of the
/// ids, so that most comparisons do not access the ids.
struct IdPlace {
  std::uint64_t key;
  std::size_t index;
};

/// Whether every id is an integer, so that ids are ordered as numbers.
[[nodiscard]] bool are_integer_ids(const IdColumn& ids);

/// Whether each id comes after the one before it.
[[nodiscard]] bool ascend(const IdColumn& ids, CustomerIdLess less);

/// The indices of the ids, of which there are some, in the order of CustomerIdLess(numeric).
[[nodiscard]] std::vector<IdPlace> sorted_places(const IdColumn& ids, bool numeric,
                                                 unsigned threads);

/// The first of the sorted places whose id occurs twice; null if there is none.
[[nodiscard]] const IdPlace* find_repeated(const IdColumn& ids, const std::vector<IdPlace>& places);

/// Orders a column by places. Does nothing for a column that the table does not have.
void permute(TextColumn& texts, const std::vector<IdPlace>& places);
void permute(NameColumn& names, const std::vector<IdPlace>& places);
template <class Column>
void permute(Column& column, const std::vector<IdPlace>& places) {
  if (column.empty()) return;
  Column ordered;
  ordered.reserve(column.size());
  for (const IdPlace& place : places) ordered.push_back(std::move(column[place.index]));
  column = std::move(ordered);
}

}  // namespace rfmseg
