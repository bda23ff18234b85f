#pragma once

/// \file
/// A column of names that repeat: segments, scores, countries.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rfmseg/rfm/columns.hpp"

namespace rfmseg {

/// Texts of which few are distinct, stored as each distinct text and an index per value. Reads like
/// the columns of columns.hpp.
class NameColumn {
 public:
  using value_type = std::string_view;
  using const_iterator = ColumnIterator<NameColumn>;
  using iterator = const_iterator;

  NameColumn() = default;
  NameColumn(std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) push_back(name);
  }

  void push_back(std::string_view name);
  /// Appends all names of another column.
  void append(const NameColumn& other);
  void reserve(std::size_t count) { indices_.reserve(count); }
  /// An empty column with the same distinct names, for push_index().
  [[nodiscard]] NameColumn without_values() const;
  /// Appends the name with this index in distinct().
  void push_index(std::size_t index) { indices_.push_back(static_cast<std::int64_t>(index)); }

  [[nodiscard]] std::size_t size() const { return indices_.size(); }
  [[nodiscard]] bool empty() const { return indices_.empty(); }
  /// The name at `index`; the view is valid until one is added.
  [[nodiscard]] std::string_view operator[](std::size_t index) const {
    return distinct_[this->index(index)];
  }
  [[nodiscard]] const_iterator begin() const { return {*this, 0}; }
  [[nodiscard]] const_iterator end() const { return {*this, size()}; }

  /// The distinct names, in the order of their first values.
  [[nodiscard]] const std::vector<std::string>& distinct() const { return distinct_; }
  /// The index in distinct() of the value at `index`.
  [[nodiscard]] std::size_t index(std::size_t index) const {
    return static_cast<std::size_t>(indices_[index]);
  }

  /// Compares names, regardless of the order in which they were added first.
  friend bool operator==(const NameColumn& a, const NameColumn& b) {
    return std::ranges::equal(a, b);
  }

 private:
  /// Allows to find a std::string_view.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  [[nodiscard]] std::size_t index_of(std::string_view name);

  std::vector<std::string> distinct_;
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> known_;
  IntegerColumn indices_;
};

}  // namespace rfmseg
