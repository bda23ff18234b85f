#pragma once

#include <chrono>

#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// Whether programs write this date where there is none: the last day of the calendar, its first
/// one, and the days that databases and spreadsheets count from.
[[nodiscard]] inline bool is_placeholder_date(Timestamp time) {
  using std::chrono::local_days;
  using std::chrono::year;
  constexpr Timestamp kLastDay = local_days(year(9999) / 12 / 31);
  constexpr Timestamp kSecondDay = local_days(year(1) / 1 / 2);
  constexpr Timestamp kExcelZero = local_days(year(1899) / 12 / 30);
  constexpr Timestamp kEnd = local_days(year(1900) / 1 / 2);
  if (time >= kEnd) return time >= kLastDay;
  return time < kSecondDay || time >= kExcelZero;
}

/// Whether this is the day that clocks of computers count from: a placeholder in a file without
/// other dates near it.
[[nodiscard]] inline bool is_first_of_1970(Timestamp time) {
  constexpr Timestamp kDay = std::chrono::local_days(std::chrono::year(1970) / 1 / 1);
  return time >= kDay && time < kDay + std::chrono::days(1);
}

}  // namespace rfmseg
