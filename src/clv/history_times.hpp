#pragma once

#include <algorithm>
#include <chrono>

#include "rfmseg/clv/purchase_histories.hpp"
#include "rfmseg/rfm/customer_table.hpp"

namespace rfmseg {

/// The last day of which all purchases are in the table, which has dates and an as-of date.
[[nodiscard]] inline std::chrono::local_days last_day(const CustomerTable& table) {
  const auto before = std::chrono::ceil<std::chrono::days>(*table.as_of) - std::chrono::days(1);
  const Timestamp last = *std::ranges::max_element(table.last_purchase);
  return std::max(before, std::chrono::floor<std::chrono::days>(last));
}

[[nodiscard]] inline double time_between(std::chrono::local_days from, std::chrono::local_days to,
                                         TimeUnit unit) {
  return static_cast<double>((to - from).count()) / days_in(unit);
}

}  // namespace rfmseg
