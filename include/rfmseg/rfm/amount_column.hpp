#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/rfm/column_iterator.hpp"
#include "rfmseg/rfm/integer_column.hpp"

namespace rfmseg {

/// Exact amounts, small as money mostly is: as multiples of the largest power of ten that divides
/// them all, or in full where these do not fit eight bytes.
class AmountColumn {
 public:
  using value_type = Amount;
  using const_iterator = ColumnIterator<AmountColumn>;
  using iterator = const_iterator;

  AmountColumn() = default;
  AmountColumn(std::initializer_list<Amount> amounts) {
    for (const Amount amount : amounts) push_back(amount);
  }

  void push_back(Amount amount);
  void set(std::size_t index, Amount amount);
  void reserve(std::size_t count);
  void clear() { *this = {}; }
  /// Puts the amounts in ascending order.
  void sort();

  [[nodiscard]] std::size_t size() const { return in_full_ ? full_.size() : multiples_.size(); }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] Amount operator[](std::size_t index) const {
    if (in_full_) return full_[index];
    return Amount::from_units(Int128{multiples_[index]} * unit_);
  }
  /// The nearest double of an amount, sooner than the amount itself tells it.
  [[nodiscard]] double to_double(std::size_t index) const {
    constexpr std::int64_t kLargestWhole = std::int64_t{1} << 53;
    const std::int64_t multiple = in_full_ ? kLargestWhole + 1 : multiples_[index];
    if (multiple > kLargestWhole || multiple < -kLargestWhole) return (*this)[index].to_double();
    // Of two whole numbers that are doubles the quotient is the nearest double.
    const std::int64_t multiples_of_one = Amount::kUnitsPerOne / unit_;
    return static_cast<double>(multiple) / static_cast<double>(multiples_of_one);
  }
  [[nodiscard]] const_iterator begin() const { return {*this, 0}; }
  [[nodiscard]] const_iterator end() const { return {*this, size()}; }

  /// Whether the amounts are the same, however held.
  friend bool operator==(const AmountColumn& a, const AmountColumn& b) {
    return std::ranges::equal(a, b);
  }

 private:
  /// The amount as a multiple, after the unit was made small enough for it; where the multiples
  /// would not fit then, all amounts are held in full, and what is returned means nothing.
  std::int64_t to_multiple(Amount amount);

  IntegerColumn multiples_;
  std::int64_t unit_ = Amount::kUnitsPerOne;  ///< in 1e-18
  std::vector<Amount> full_;                  ///< instead of the multiples
  bool in_full_ = false;
};

}  // namespace rfmseg
