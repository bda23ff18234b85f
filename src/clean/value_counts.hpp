#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {

/// Rows and amounts by a value that few different texts have. Beyond kMost of them the values are
/// forgotten, however the rows are distributed over several counts that are merged.
class ValueCounts {
 public:
  static constexpr std::size_t kMost = 50;

  void add(std::string_view value, Amount amount) { add_rows(value, {1, amount}); }
  void add_rows(std::string_view value, const Ledger::Entry& rows);
  void merge(const ValueCounts& other);

  [[nodiscard]] bool too_many() const { return values_.size() > kMost; }
  /// The rows by value; more than kMost of them are not all.
  [[nodiscard]] const std::map<std::string, Ledger::Entry, std::less<>>& values() const {
    return values_;
  }
  /// The rows of all values.
  [[nodiscard]] const Ledger::Entry& total() const { return total_; }

 private:
  std::map<std::string, Ledger::Entry, std::less<>> values_;
  Ledger::Entry total_;
};

}  // namespace rfmseg
