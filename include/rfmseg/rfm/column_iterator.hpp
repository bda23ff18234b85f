#pragma once

#include <compare>
#include <cstddef>
#include <iterator>

namespace rfmseg {

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

}  // namespace rfmseg
