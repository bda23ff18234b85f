#include "rfmseg/clv/tracking.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>

#include "rfmseg/clv/forecast.hpp"

namespace rfmseg {

std::vector<TrackedWeek> track_purchases(const RepeatFit& fit, const PurchaseHistories& histories) {
  const double unit = days_in(histories.unit);
  const auto whole_days = [&](double time) {
    return static_cast<std::int64_t>(std::llround(time * unit));
  };
  const std::int64_t calibrated = (histories.end - histories.begin).count() + 1;
  const std::int64_t days =
      calibrated + (histories.holdout ? whole_days(histories.holdout->length) : 0);
  std::map<std::int64_t, double> beginners;  // customers by the day of their first purchase
  for (std::size_t i = 0; i < histories.distinct.size(); ++i) {
    const std::int64_t first = calibrated - 1 - whole_days(histories.distinct[i].observed);
    beginners[first] += static_cast<double>(histories.weight[i]);
  }
  std::vector<double> expected;  // of one customer, by days since the first purchase
  for (std::int64_t day = 0; day < days; ++day) {
    expected.push_back(expected_purchases(fit, PurchaseHistory{}, static_cast<double>(day) / unit));
  }
  std::vector<TrackedWeek> weeks;
  std::int64_t actual = 0;
  std::int64_t day = 0;
  while (day < days) {
    const std::int64_t last = std::min(day + 7, days) - 1;
    for (; day <= last; ++day) {
      const auto at = static_cast<std::size_t>(day);
      if (at < histories.repeats_on.size()) actual += histories.repeats_on[at];
    }
    TrackedWeek& week = weeks.emplace_back();
    week.week = static_cast<std::int64_t>(weeks.size());
    week.last = histories.begin + std::chrono::days(last);
    week.holdout = week.last > histories.end;
    week.actual = actual;
    for (const auto& [first, customers] : beginners) {
      if (first > last) break;
      week.expected += customers * expected[static_cast<std::size_t>(last - first)];
    }
  }
  return weeks;
}

}  // namespace rfmseg
