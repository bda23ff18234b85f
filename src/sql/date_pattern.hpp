#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rfmseg::sql {

/// How a query reads dates that are text.
struct DatePattern {
  std::string expression;                      ///< a regular expression that matches them
  int year = 0, month = 0, day = 0, time = 0;  ///< the numbers of its groups; time may be blank
};

/// The pattern of a date format of numbers with the year in four digits, such as `%d/%m/%Y` or
/// `%Y-%m-%d %H:%M`; a time may follow each date. Nothing for another format.
[[nodiscard]] std::optional<DatePattern> find_date_pattern(std::string_view format);

/// Matches `2010-12-1 8:26` if the date exists, in the years 1 to 9999.
[[nodiscard]] const std::string& real_date_pattern();

}  // namespace rfmseg::sql
