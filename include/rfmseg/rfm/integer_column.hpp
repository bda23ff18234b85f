#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <variant>
#include <vector>

#include "rfmseg/rfm/column_iterator.hpp"

namespace rfmseg {

/// Whole numbers, each in as many bytes as the widest of them needs: two, four or eight.
class IntegerColumn {
 public:
  using value_type = std::int64_t;
  using const_iterator = ColumnIterator<IntegerColumn>;
  using iterator = const_iterator;

  IntegerColumn() = default;
  IntegerColumn(std::initializer_list<std::int64_t> values) {
    for (const std::int64_t value : values) push_back(value);
  }

  void push_back(std::int64_t value);
  void set(std::size_t index, std::int64_t value);
  void reserve(std::size_t count);
  void clear() { *this = {}; }
  /// Puts the values in ascending order.
  void sort();
  /// Makes every value that many times as large; the products fit.
  void multiply(std::int64_t factor);

  [[nodiscard]] std::size_t size() const {
    return std::visit([](const auto& values) { return values.size(); }, values_);
  }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] std::int64_t operator[](std::size_t index) const {
    // Quicker than std::visit, which this is too often called for.
    if (const auto* two_bytes = std::get_if<0>(&values_)) return (*two_bytes)[index];
    if (const auto* four_bytes = std::get_if<1>(&values_)) return (*four_bytes)[index];
    return (*std::get_if<2>(&values_))[index];
  }
  [[nodiscard]] const_iterator begin() const { return {*this, 0}; }
  [[nodiscard]] const_iterator end() const { return {*this, size()}; }

  /// Whether the values are the same, however wide.
  friend bool operator==(const IntegerColumn& a, const IntegerColumn& b) {
    return std::ranges::equal(a, b);
  }

 private:
  /// Makes the values wide enough for that one.
  void widen_for(std::int64_t value);

  std::variant<std::vector<std::int16_t>, std::vector<std::int32_t>, std::vector<std::int64_t>>
      values_;
};

}  // namespace rfmseg
