#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sql/dialect.hpp"

namespace rfmseg::sql {

/// How a query reads dates that are text: numbers, with the year in four digits, in one of a few
/// orders. A time may follow.
struct DatePattern {
  enum class Order { year_first, year_last_day_first, year_last_month_first };

  std::string expression;  ///< a regular expression that matches all such dates, and some others
  Order order = Order::year_first;
  std::string separator;  ///< between the numbers; may be empty

  /// The date as ISO 8601 has it, with its time: an expression of the text `cell`, which matches.
  [[nodiscard]] std::string iso(const std::string& cell, const Dialect& dialect) const;
};

/// The pattern of a date format such as `%d/%m/%Y` or `%Y-%m-%d %H:%M`. Nothing for a format that a
/// query cannot read.
[[nodiscard]] std::optional<DatePattern> find_date_pattern(std::string_view format);

/// A regular expression that matches `2010-12-1 8:26` if the date exists.
[[nodiscard]] const std::string& real_date_pattern();

}  // namespace rfmseg::sql
