#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/rfm/column_iterator.hpp"
#include "rfmseg/rfm/integer_column.hpp"

namespace rfmseg {

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
