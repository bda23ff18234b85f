#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "clv/history_times.hpp"
#include "rfmseg/clv/purchase_histories.hpp"
#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

std::chrono::local_days day_of(Timestamp time) {
  return std::chrono::floor<std::chrono::days>(time);
}

/// A purchase and a recency give the time from which the recency was measured, to the day.
[[noreturn]] void throw_other_date(const CustomerTable& table) {
  Timestamp least = Timestamp::min();
  Timestamp beyond = Timestamp::max();
  std::size_t i = 0;
  for (; i + 1 < table.size(); ++i) {
    const Timestamp from = table.last_purchase[i] + std::chrono::days(table.recency[i]);
    least = std::max(least, from);
    beyond = std::min(beyond, from + std::chrono::days(1));
    if (least >= beyond) break;
  }
  throw DataError(fmt::format(
      "customer '{}' has a recency of {} and a last purchase on {}: that recency is measured from "
      "another date than those before it",
      printable(table.ids[i]), table.recency[i], to_date_string(table.last_purchase[i])));
}

void check_dates(const CustomerTable& table) {
  if (table.size() == 0 || !table.has_dates()) {
    throw DataError(ErrorKind::no_data,
                    "repeat purchases require transactions, or customers with the dates of their "
                    "first and last purchase");
  }
  if (!table.as_of) throw_other_date(table);
}

[[noreturn]] void throw_uncounted(std::string_view id) {
  throw DataError(fmt::format(
      "customer '{}' has a frequency of 0: repeat purchases require a frequency that counts all "
      "purchases, also the first, and monetary as their sum",
      printable(id)));
}

[[noreturn]] void throw_contradiction(const CustomerTable& table, std::size_t customer) {
  throw DataError(fmt::format(
      "customer '{}' has a frequency of {}, but a first purchase on {} and a last one on {}",
      printable(table.ids[customer]), table.frequency[customer],
      to_date_string(table.first_purchase[customer]),
      to_date_string(table.last_purchase[customer])));
}

}  // namespace

PurchaseHistories table_histories(const CustomerTable& table, TimeUnit unit) {
  check_dates(table);
  const std::chrono::local_days end = last_day(table);
  const auto time = [&](std::chrono::local_days from, std::chrono::local_days to) {
    return time_between(from, to, unit);
  };
  std::vector<PurchaseHistory> histories;
  std::vector<double> mean_spend;
  histories.reserve(table.size());
  mean_spend.reserve(table.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto first = day_of(table.first_purchase[i]);
    const auto last = day_of(table.last_purchase[i]);
    const std::int64_t counted = table.frequency[i];
    if (counted < 1) throw_uncounted(table.ids[i]);
    if (first != last && counted < 2) throw_contradiction(table, i);
    const std::int64_t purchases = first == last ? 1 : counted;
    histories.push_back({purchases - 1, time(first, last), time(first, end)});
    const double mean = table.monetary.to_double(i) / static_cast<double>(purchases);
    mean_spend.push_back(std::max(mean, 0.0));
  }
  PurchaseHistories result = group_histories(histories, unit, std::move(mean_spend));
  result.begin = day_of(*std::ranges::min_element(table.first_purchase));
  result.end = end;
  result.of_table = true;
  return result;
}

}  // namespace rfmseg
