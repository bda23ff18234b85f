#include "rfm/month_sums.hpp"

#include <chrono>
#include <map>

namespace rfmseg {
namespace {

constexpr int kMonthsInAYear = 12;

std::chrono::year_month month_of(std::int32_t number) {
  // Years are 1 to 9999, so nothing is negative.
  return std::chrono::year(number / kMonthsInAYear) /
         std::chrono::month(static_cast<unsigned>(number % kMonthsInAYear) + 1);
}

}  // namespace

void MonthSums::merge(const MonthSums& others, const std::vector<std::uint32_t>& number) {
  for (const auto& [of, sums] : others.sums_) add({number[of.customer], of.month}, sums);
}

std::vector<MonthActivity> MonthSums::activity(
    const std::function<bool(std::uint32_t customer)>& is_customer) const {
  std::map<std::int32_t, MonthActivity> by_month;
  for (const auto& [of, sums] : sums_) {
    if (!is_customer(of.customer)) continue;
    MonthActivity& activity = by_month[of.month];
    activity.revenue += sums.revenue;
    if (sums.bought) ++activity.active_customers;
  }
  std::vector<MonthActivity> months;
  if (by_month.empty()) return months;
  for (std::int32_t number = by_month.begin()->first; number <= by_month.rbegin()->first;
       ++number) {
    months.push_back(by_month[number]);
    months.back().month = month_of(number);
  }
  return months;
}

std::int32_t MonthSums::month_number(Timestamp time) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(time)};
  return int{day.year()} * kMonthsInAYear + static_cast<std::int32_t>(unsigned{day.month()}) - 1;
}

void MonthSums::add(const CustomerMonth& of, const Sums& more) {
  Sums& sums = sums_[of];
  sums.revenue += more.revenue;
  sums.bought = sums.bought || more.bought;
}

}  // namespace rfmseg
