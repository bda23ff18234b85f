#pragma once

/// \file
/// The columns of a CustomerTable. Each reads like a constant vector, with `size()`, `[index]`,
/// `begin()` and `end()`, and stores its values in few bytes.

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

/// A random-access iterator over a column. Dereferencing returns a value, not a reference, because
/// columns compute their values on access.
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
  /// Requires iterators over the same column.
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

/// Integers, stored in two, four or eight bytes each: as many as the widest value needs.
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
  /// Appends all values of another column.
  void append(const IntegerColumn& other);
  /// Replaces the value at `index`, which must exist.
  void set(std::size_t index, std::int64_t value);
  void reserve(std::size_t count);
  void clear() { *this = {}; }
  /// Sorts the values in ascending order.
  void sort();
  /// Multiplies every value by `factor`. The products must fit 64 bits.
  void multiply(std::int64_t factor);

  [[nodiscard]] std::size_t size() const {
    return std::visit([](const auto& values) { return values.size(); }, values_);
  }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] std::int64_t operator[](std::size_t index) const {
    // Faster than std::visit; this is called very often.
    if (const auto* two_bytes = std::get_if<0>(&values_)) return (*two_bytes)[index];
    if (const auto* four_bytes = std::get_if<1>(&values_)) return (*four_bytes)[index];
    return (*std::get_if<2>(&values_))[index];
  }
  [[nodiscard]] const_iterator begin() const { return {*this, 0}; }
  [[nodiscard]] const_iterator end() const { return {*this, size()}; }

  /// Compares values, regardless of the width in which they are stored.
  friend bool operator==(const IntegerColumn& a, const IntegerColumn& b) {
    return std::ranges::equal(a, b);
  }

 private:
  /// Widens the stored values if `value` needs it.
  void widen_for(std::int64_t value);

  std::variant<std::vector<std::int16_t>, std::vector<std::int32_t>, std::vector<std::int64_t>>
      values_;
};

/// Exact amounts, stored as multiples of the largest power of ten that divides them all, or as full
/// Amounts if a multiple does not fit eight bytes. Prices in cents take two to four bytes.
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
  /// Appends all amounts of another column.
  void append(const AmountColumn& other);
  /// Replaces the amount at `index`, which must exist.
  void set(std::size_t index, Amount amount);
  void reserve(std::size_t count);
  void clear() { *this = {}; }
  /// Sorts the amounts in ascending order.
  void sort();

  [[nodiscard]] std::size_t size() const { return in_full_ ? full_.size() : multiples_.size(); }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] Amount operator[](std::size_t index) const {
    if (in_full_) return full_[index];
    return Amount::from_units(Int128{multiples_[index]} * unit_);
  }
  /// The double nearest to the amount at `index`; faster than `[index].to_double()`.
  [[nodiscard]] double to_double(std::size_t index) const {
    constexpr std::int64_t kLargestWhole = std::int64_t{1} << 53;
    const std::int64_t multiple = in_full_ ? kLargestWhole + 1 : multiples_[index];
    if (multiple > kLargestWhole || multiple < -kLargestWhole) return (*this)[index].to_double();
    // Both integers are exact doubles, so their quotient is the double nearest to the amount.
    const std::int64_t multiples_of_one = Amount::kUnitsPerOne / unit_;
    return static_cast<double>(multiple) / static_cast<double>(multiples_of_one);
  }
  [[nodiscard]] const_iterator begin() const { return {*this, 0}; }
  [[nodiscard]] const_iterator end() const { return {*this, size()}; }

  /// Compares amounts, regardless of the form in which they are stored.
  friend bool operator==(const AmountColumn& a, const AmountColumn& b) {
    return std::ranges::equal(a, b);
  }

 private:
  /// Returns the amount as a multiple of `unit_`, and reduces the unit first if necessary. If the
  /// multiples would not fit, switches to full Amounts and returns an unspecified value.
  std::int64_t to_multiple(Amount amount);

  IntegerColumn multiples_;
  std::int64_t unit_ = Amount::kUnitsPerOne;  ///< in 1e-18
  std::vector<Amount> full_;                  ///< used instead of `multiples_` if `in_full_`
  bool in_full_ = false;
};

/// Texts, stored as one buffer of all characters and the end of each text. Ends are relative to the
/// start of a block of texts, so that two bytes per text are usually enough.
class TextColumn {
 public:
  using value_type = std::string_view;
  using const_iterator = ColumnIterator<TextColumn>;

  TextColumn() = default;
  TextColumn(std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts) push_back(text);
  }

  void push_back(std::string_view text) {
    if (size() % kBlock == 0) starts_.push_back(characters_.size());
    characters_ += text;
    ends_.push_back(static_cast<std::int64_t>(characters_.size() - starts_.back()));
  }
  /// Appends all texts of another column.
  void append(const TextColumn& other);
  /// Appends empty texts up to this size.
  void extend(std::size_t size) {
    while (this->size() < size) push_back({});
  }
  /// Reserves memory for `texts` texts with `characters` characters in total.
  void reserve(std::size_t texts, std::size_t characters) {
    ends_.reserve(texts);
    characters_.reserve(characters);
  }

  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] bool empty() const { return ends_.empty(); }
  /// The number of characters of all texts.
  [[nodiscard]] std::size_t characters() const { return characters_.size(); }
  /// The text at `index`; the view is valid until one is added.
  [[nodiscard]] std::string_view operator[](std::size_t index) const {
    const std::int64_t begin = index % kBlock == 0 ? 0 : ends_[index - 1];
    const char* const block = characters_.data() + starts_[index / kBlock];
    return {block + begin, static_cast<std::size_t>(ends_[index] - begin)};
  }
  [[nodiscard]] const_iterator begin() const { return {*this, 0}; }
  [[nodiscard]] const_iterator end() const { return {*this, size()}; }

  friend bool operator==(const TextColumn&, const TextColumn&) = default;

 private:
  static constexpr std::size_t kBlock = 256;  ///< texts per block

  std::string characters_;
  std::vector<std::size_t> starts_;  ///< of each block, in `characters_`
  IntegerColumn ends_;
};

/// The ids of customers.
using IdColumn = TextColumn;

}  // namespace rfmseg
