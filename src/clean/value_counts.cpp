#include "rfmseg/clean/value_counts.hpp"

namespace rfmseg {

void ValueCounts::add(std::string_view value, const RowSum& rows) {
  const auto known = values_.find(value);
  if (known != values_.end()) {
    known->second += rows;
  } else if (!too_many()) {
    values_.emplace(value, rows);
  }
}

void ValueCounts::merge(const ValueCounts& other) {
  for (const auto& [value, rows] : other.values_) add(value, rows);
}

}  // namespace rfmseg
