#include "clean/value_counts.hpp"

namespace rfmseg {

void ValueCounts::add_rows(std::string_view value, const Ledger::Entry& rows) {
  total_ += rows;
  const auto known = values_.find(value);
  if (known != values_.end()) {
    known->second += rows;
  } else if (!too_many()) {
    values_.emplace(value, rows);
  }
}

void ValueCounts::merge(const ValueCounts& other) {
  const Ledger::Entry total = total_;
  for (const auto& [value, rows] : other.values_) add_rows(value, rows);
  total_ = total;
  total_ += other.total_;
}

}  // namespace rfmseg
