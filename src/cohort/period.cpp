#include "rfmseg/cohort/period.hpp"

#include <fmt/core.h>

#include <chrono>

namespace rfmseg {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::local_days;
using std::chrono::year_month_day;

constexpr std::int64_t kMonthsPerYear = 12;
constexpr std::int64_t kMonthsPerQuarter = 3;
constexpr std::int64_t kDaysPerWeek = 7;

/// 1970-01-01 was a Thursday; numbers of weeks count from the Monday before.
constexpr std::int64_t kThursday = 3;

std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
  return value >= 0 ? value / by : -((by - 1 - value) / by);
}

/// Months since January of the year 0.
std::int64_t month_of(Timestamp time) {
  const year_month_day date(floor<days>(time));
  return int{date.year()} * kMonthsPerYear + unsigned{date.month()} - 1;
}

Timestamp start_of_month(std::int64_t month) {
  const std::int64_t year = floor_divide(month, kMonthsPerYear);
  const auto month_of_year = static_cast<unsigned>(month - year * kMonthsPerYear + 1);
  return local_days(std::chrono::year(static_cast<int>(year)) / std::chrono::month(month_of_year) /
                    std::chrono::day(1));
}

/// The Thursday of a week is in the year that the week belongs to.
std::string week_name(PeriodNumber week) {
  const local_days thursday(days(week * kDaysPerWeek));
  const year_month_day date(thursday);
  const local_days new_year(date.year() / std::chrono::January / 1);
  return fmt::format("{:04}-W{:02}", int{date.year()},
                     (thursday - new_year).count() / kDaysPerWeek + 1);
}

}  // namespace

PeriodNumber period_of(PeriodUnit unit, Timestamp time) {
  switch (unit) {
    case PeriodUnit::week:
      return floor_divide(floor<days>(time).time_since_epoch().count() + kThursday, kDaysPerWeek);
    case PeriodUnit::month:
      break;
    case PeriodUnit::quarter:
      return floor_divide(month_of(time), kMonthsPerQuarter);
    case PeriodUnit::year:
      return floor_divide(month_of(time), kMonthsPerYear);
  }
  return month_of(time);
}

Timestamp period_start(PeriodUnit unit, PeriodNumber period) {
  switch (unit) {
    case PeriodUnit::week:
      return local_days(days(period * kDaysPerWeek - kThursday));
    case PeriodUnit::month:
      break;
    case PeriodUnit::quarter:
      return start_of_month(period * kMonthsPerQuarter);
    case PeriodUnit::year:
      return start_of_month(period * kMonthsPerYear);
  }
  return start_of_month(period);
}

bool begins_within_period(PeriodUnit unit, Timestamp first) {
  const PeriodNumber period = period_of(unit, first);
  const Timestamp start = period_start(unit, period);
  return (first - start) * 4 > period_start(unit, period + 1) - start;
}

std::string period_name(PeriodUnit unit, PeriodNumber period) {
  if (unit == PeriodUnit::week) return week_name(period);
  const year_month_day date(floor<days>(period_start(unit, period)));
  const int year{date.year()};
  const unsigned month{date.month()};
  switch (unit) {
    case PeriodUnit::quarter:
      return fmt::format("{:04}-Q{}", year, (month - 1) / kMonthsPerQuarter + 1);
    case PeriodUnit::year:
      return fmt::format("{:04}", year);
    default:
      return fmt::format("{:04}-{:02}", year, month);
  }
}

std::string_view to_string(PeriodUnit unit) {
  switch (unit) {
    case PeriodUnit::week:
      return "week";
    case PeriodUnit::month:
      break;
    case PeriodUnit::quarter:
      return "quarter";
    case PeriodUnit::year:
      return "year";
  }
  return "month";
}

}  // namespace rfmseg
