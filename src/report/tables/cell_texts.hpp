#pragma once

#include <concepts>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "report/five_numbers.hpp"
#include "report/tables/result_table.hpp"

namespace rfmseg {

/// Whether it is five columns.
[[nodiscard]] inline bool is_spread(const ResultTable::Column& column) {
  return column.kind == ResultTable::Kind::spread || column.kind == ResultTable::Kind::money_spread;
}

/// Appends what `text` makes of the cell's value: a text, or five of FiveNumbers.
template <class Text>
void append_texts(const ResultTable::Cell& cell, const Text& text, std::vector<std::string>& to) {
  std::visit(
      [&](const auto& value) {
        if constexpr (std::same_as<std::remove_cvref_t<decltype(value)>, FiveNumbers>) {
          for (const Quantile& number : all_five(value)) to.push_back(text(number));
        } else {
          to.push_back(text(value));
        }
      },
      cell);
}

}  // namespace rfmseg
