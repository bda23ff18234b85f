#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rfmseg/load/decimal.hpp"

namespace rfmseg {

// The columns of a CustomerTable. Each reads like a constant vector: `size()`, `[index]`, `begin()`
// and `end()`; its values are kept in few bytes.

/// Goes over a column that makes its values as they are asked for: `column[index]` is a value, not
/// a place in memory.
template <class Column>
class ColumnIterator {
 public:
  using iterator_category = std::random_access_iterator_tag;
  using value_type = typename Column::value_type;
  using difference_type = std::ptrdiff_t;
  using pointer = void;
  using reference = value_type;

  ColumnIterator() = default;
  ColumnIterator(const Column& column, std::size_t index)
      : column_(&column), index_(static_cast<difference_type>(index)) {}

  [[nodiscard]] value_type operator*() const { return at(index_); }
  [[nodiscard]] value_type operator[](difference_type n) const { return at(index_ + n); }

  ColumnIterator& operator+=(difference_type n) {
    index_ += n;
    return *this;
  }
  ColumnIterator& operator-=(difference_type n) { return *this += -n; }
  ColumnIterator& operator++() { return *this += 1; }
  ColumnIterator& operator--() { return *this -= 1; }
  ColumnIterator operator++(int) {
    const ColumnIterator before = *this;
    ++*this;
    return before;
  }
  ColumnIterator operator--(int) {
    const ColumnIterator before = *this;
    --*this;
    return before;
  }
  friend ColumnIterator operator+(ColumnIterator i, difference_type n) { return i += n; }
  friend ColumnIterator operator+(difference_type n, ColumnIterator i) { return i += n; }
  friend ColumnIterator operator-(ColumnIterator i, difference_type n) { return i -= n; }
  friend difference_type operator-(const ColumnIterator& a, const ColumnIterator& b) {
    return a.index_ - b.index_;
  }
  /// Of iterators over the same column.
  friend bool operator==(const ColumnIterator& a, const ColumnIterator& b) {
    return a.index_ == b.index_;
  }
  friend std::strong_ordering operator<=>(const ColumnIterator& a, const ColumnIterator& b) {
    return a.index_ <=> b.index_;
  }

 private:
  [[nodiscard]] value_type at(difference_type index) const {
    return (*column_)[static_cast<std::size_t>(index)];
  }

  const Column* column_ = nullptr;
  difference_type index_ = 0;
};

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

/// The ids of many customers: all their characters in one buffer, and where each id ends. Ends are
/// counted from where the block of the id starts, so that two bytes do.
class IdColumn {
 public:
  using value_type = std::string_view;
  using const_iterator = ColumnIterator<IdColumn>;

  void push_back(std::string_view id) {
    if (size() % kBlock == 0) starts_.push_back(characters_.size());
    characters_ += id;
    ends_.push_back(static_cast<std::int64_t>(characters_.size() - starts_.back()));
  }
  /// Makes room for so many ids of so many characters in all.
  void reserve(std::size_t ids, std::size_t characters) {
    ends_.reserve(ids);
    characters_.reserve(characters);
  }

  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] bool empty() const { return ends_.empty(); }
  /// Of all ids together.
  [[nodiscard]] std::size_t characters() const { return characters_.size(); }
  /// Valid until an id is added.
  [[nodiscard]] std::string_view operator[](std::size_t index) const {
    const std::int64_t begin = index % kBlock == 0 ? 0 : ends_[index - 1];
    const char* const block = characters_.data() + starts_[index / kBlock];
    return {block + begin, static_cast<std::size_t>(ends_[index] - begin)};
  }
  [[nodiscard]] const_iterator begin() const { return {*this, 0}; }
  [[nodiscard]] const_iterator end() const { return {*this, size()}; }

  friend bool operator==(const IdColumn&, const IdColumn&) = default;

 private:
  static constexpr std::size_t kBlock = 256;  ///< ids

  std::string characters_;
  std::vector<std::size_t> starts_;  ///< of the blocks
  IntegerColumn ends_;
};

}  // namespace rfmseg
