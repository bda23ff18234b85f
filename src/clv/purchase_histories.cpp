#include "rfmseg/clv/purchase_histories.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

#include "clv/history_times.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"

namespace rfmseg {
namespace {

constexpr double kDaysInAYear = 365.2425;

/// A day on which a customer bought.
struct PurchaseDay {
  std::chrono::local_days day;
  Amount amount;
};

/// Sets `days` to the distinct days of one customer's purchases, which ascend by time.
void find_days(std::span<const Purchase> purchases, std::vector<PurchaseDay>& days) {
  days.clear();
  for (const Purchase& one : purchases) {
    if (!one.is_purchase()) continue;
    const auto day = std::chrono::floor<std::chrono::days>(one.time);
    if (days.empty() || days.back().day != day) days.push_back({day, {}});
    days.back().amount += one.amount;
  }
}

/// Counts one more at `index`.
void count(std::vector<std::int64_t>& counts, std::chrono::days index) {
  const auto at = static_cast<std::size_t>(index.count());
  if (at >= counts.size()) counts.resize(at + 1);
  ++counts[at];
}

/// The day of the first purchase, of which there is at least one.
std::chrono::local_days first_day(const PurchaseLog& log) {
  Timestamp first = Timestamp::max();
  for (const Purchase& one : log.purchases) {
    if (one.is_purchase()) first = std::min(first, one.time);
  }
  return std::chrono::floor<std::chrono::days>(first);
}

/// Sets `distinct`, `weight` and `of` from the histories of all customers, of which those with
/// repeats < 0 are none.
void group(const std::vector<PurchaseHistory>& all, PurchaseHistories& result) {
  // By the times first: neighbours then share what is computed from them.
  const auto key = [&](std::size_t i) {
    return std::tuple(all[i].observed, all[i].last, all[i].repeats);
  };
  std::vector<std::size_t> order(all.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::erase_if(order, [&](std::size_t i) { return all[i].repeats < 0; });
  std::ranges::sort(order, {}, key);
  result.of.assign(all.size(), PurchaseHistories::kNone);
  for (const std::size_t i : order) {
    if (result.distinct.empty() || result.distinct.back() != all[i]) {
      result.distinct.push_back(all[i]);
      result.weight.push_back(0);
    }
    ++result.weight.back();
    result.of[i] = static_cast<std::int32_t>(result.distinct.size()) - 1;
  }
}

void check_history(const PurchaseHistory& history) {
  const bool ordered =
      0 <= history.last && history.last <= history.observed && history.observed < 1e12;
  if (history.repeats >= 0 && ordered && (history.repeats > 0) == (history.last > 0)) return;
  throw DataError(fmt::format("no customer has {} repeat purchases, the last after {} of {}",
                              history.repeats, history.last, history.observed));
}

}  // namespace

std::string_view to_string(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::day:
      return "day";
    case TimeUnit::week:
      return "week";
    case TimeUnit::month:
      return "month";
    case TimeUnit::year:
      break;
  }
  return "year";
}

double days_in(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::day:
      return 1;
    case TimeUnit::week:
      return 7;
    case TimeUnit::month:
      return kDaysInAYear / 12;
    case TimeUnit::year:
      break;
  }
  return kDaysInAYear;
}

std::int64_t PurchaseHistories::customers() const {
  return std::accumulate(weight.begin(), weight.end(), std::int64_t{0});
}

std::optional<std::int64_t> PurchaseHistories::days_until_return(double share) const {
  const auto all = static_cast<double>(std::accumulate(gaps.begin(), gaps.end(), std::int64_t{0}));
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    sum += gaps[i];
    if (static_cast<double>(sum) >= share * all) return static_cast<std::int64_t>(i);
  }
  return std::nullopt;
}

PurchaseHistories purchase_histories(const Customers& customers, const HistoryOptions& options) {
  if (!customers.purchases) {
    if (options.calibration_end) {
      throw UsageError(fmt::format("{} requires transactions: customers have no single purchases",
                                   Setting::calibration_end));
    }
    return table_histories(customers.table, options.unit);
  }
  if (customers.table.size() == 0) {
    throw DataError(ErrorKind::no_data, "repeat purchases require customers");
  }
  return purchase_histories(*customers.purchases, customers.table, options);
}

PurchaseHistories purchase_histories(const PurchaseLog& all_purchases, const CustomerTable& table,
                                     const HistoryOptions& options) {
  const std::chrono::local_days end = last_day(table);
  PurchaseHistories result;
  result.unit = options.unit;
  result.end = options.calibration_end.value_or(end);
  const auto time = [&](std::chrono::local_days from, std::chrono::local_days to) {
    return time_between(from, to, options.unit);
  };
  if (options.calibration_end) {
    if (result.end >= end) {
      throw UsageError(fmt::format("{}: no data after the split: the data end on {}",
                                   Setting::calibration_end, to_date_string(end)));
    }
    result.holdout = Holdout{.length = time(result.end, end), .purchases = {}, .spend = {}};
  }
  const PurchaseLog log = counted_purchases(all_purchases, *table.as_of);
  result.begin = first_day(log);
  std::vector<PurchaseHistory> all;
  all.reserve(table.size());
  std::vector<PurchaseDay> days;  // buffer
  for (auto first = log.purchases.begin(); first != log.purchases.end();) {
    const auto next = std::find_if(first, log.purchases.end(), [&](const Purchase& one) {
      return one.customer != first->customer;
    });
    find_days({first, next}, days);
    first = next;
    const auto later = std::ranges::upper_bound(days, result.end, {}, &PurchaseDay::day);
    const auto sum = [](auto from, auto to) {
      return std::accumulate(
                 from, to, Amount{},
                 [](Amount total, const PurchaseDay& day) { return total + day.amount; })
          .to_double();
    };
    PurchaseHistory history{.repeats = (later - days.begin()) - 1};
    double mean = 0;
    if (history.repeats >= 0) {
      history.last = time(days.front().day, std::prev(later)->day);
      history.observed = time(days.front().day, result.end);
    }
    if (history.repeats > 0) {
      mean = sum(std::next(days.begin()), later) / static_cast<double>(history.repeats);
    }
    for (auto repeat = days.begin(); history.repeats >= 0 && ++repeat < days.end();) {
      count(result.repeats_on, repeat->day - result.begin);
      if (repeat < later) count(result.gaps, repeat->day - std::prev(repeat)->day);
    }
    all.push_back(history);
    result.mean_spend.push_back(mean);
    if (result.holdout) {
      result.holdout->purchases.push_back(days.end() - later);
      result.holdout->spend.push_back(sum(later, days.end()));
    }
  }
  group(all, result);
  if (result.distinct.empty()) {
    throw UsageError(fmt::format("{}: no customer bought before the split at {}",
                                 Setting::calibration_end, to_date_string(result.end)));
  }
  return result;
}

PurchaseHistories group_histories(const std::vector<PurchaseHistory>& histories, TimeUnit unit,
                                  std::vector<double> mean_spend) {
  for (const PurchaseHistory& history : histories) check_history(history);
  PurchaseHistories result;
  result.unit = unit;
  mean_spend.resize(histories.size());
  result.mean_spend = std::move(mean_spend);
  group(histories, result);
  return result;
}

}  // namespace rfmseg
