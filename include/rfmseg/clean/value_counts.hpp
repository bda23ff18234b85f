#pragma once

/// \file
/// Rows and their amounts, by a value that they have in common.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "rfmseg/load/decimal.hpp"

namespace rfmseg {

/// A number of rows.
struct RowSum {
  std::uint64_t rows = 0;
  Amount amount;  ///< sum of the line amounts that can be read

  RowSum& operator+=(const RowSum& other) {
    rows += other.rows;
    amount += other.amount;
    return *this;
  }
  friend bool operator==(const RowSum&, const RowSum&) = default;
};

/// Rows by a value that few different texts have. Beyond kMost of them there are too many, however
/// the rows are distributed over several counts that are merged.
class ValueCounts {
 public:
  static constexpr std::size_t kMost = 50;
  using Values = std::map<std::string, RowSum, std::less<>>;

  void add(std::string_view value, const RowSum& rows);
  void merge(const ValueCounts& other);

  [[nodiscard]] bool too_many() const { return values_.size() > kMost; }
  /// The rows by value; if there are too many, not all of them.
  [[nodiscard]] const Values& values() const { return values_; }

 private:
  Values values_;
};

}  // namespace rfmseg
