#include "cluster/feature_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "rfm/derived_measures.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

template <class Value>
std::vector<double> of_each(const CustomerTable& table, Value value) {
  std::vector<double> values;
  values.reserve(table.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    values.push_back(static_cast<double>(value(i)));
  }
  return values;
}

[[noreturn]] void fail_for_want_of(std::string_view what, Feature feature) {
  throw DataError(fmt::format("no {} to cluster by (hint: remove {} from {})", what,
                              to_string(feature), Setting::features));
}

/// Customers without orders have no mean order value.
void require_orders(const CustomerTable& table, Feature feature) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table.orders(i) >= 1) continue;
    throw DataError(
        fmt::format("customer '{}' has no orders, so {} is undefined (hint: remove it from {})",
                    printable(table.ids[i]), to_string(feature), Setting::features));
  }
}

std::vector<double> tenures(const CustomerTable& table) {
  if (!table.has_dates()) fail_for_want_of("purchase dates", Feature::tenure);
  if (!table.as_of) {
    throw DataError(
        fmt::format("recency and last purchase of the customers imply different as-of dates, so "
                    "tenure is unknown (hint: remove tenure from {})",
                    Setting::features));
  }
  return of_each(table, [&](std::size_t i) { return tenure(table, i); });
}

std::vector<double> mean_order_values(const CustomerTable& table) {
  require_orders(table, Feature::mean_order_value);
  return of_each(table, [&](std::size_t i) { return mean_order_value(table, i); });
}

std::vector<double> products(const CustomerTable& table) {
  if (table.product_counts.empty()) {
    throw DataError(
        fmt::format("products require transactions, not a customer table (hint: use the "
                    "transactions as input, or remove products from {})",
                    Setting::features));
  }
  if (std::ranges::all_of(table.product_counts, [](std::int64_t count) { return count == 0; })) {
    throw DataError(
        fmt::format("products require stock codes, but no row has one (hint: {} stock_code=NAME, "
                    "or remove products from {})",
                    Setting::columns, Setting::features));
  }
  return of_each(table, [&](std::size_t i) { return table.product_counts[i]; });
}

std::vector<double> all_days_between_orders(const CustomerTable& table) {
  if (!table.has_dates()) fail_for_want_of("purchase dates", Feature::days_between_orders);
  require_orders(table, Feature::days_between_orders);
  return of_each(table, [&](std::size_t i) { return days_between_orders(table, i); });
}

std::vector<double> score_values(const Scores* scores, Feature feature) {
  if (scores == nullptr) {
    throw UsageError(fmt::format("{} score: the customers have no scores", Setting::transform));
  }
  const MetricScores& metric = feature == Feature::recency     ? scores->recency
                               : feature == Feature::frequency ? scores->frequency
                                                               : scores->monetary;
  return {metric.score.begin(), metric.score.end()};
}

}  // namespace

std::vector<double> feature_values(const CustomerTable& table, Feature feature, Transform transform,
                                   const Scores* scores) {
  if (transform == Transform::score) return score_values(scores, feature);
  switch (feature) {
    case Feature::recency:
      return of_each(table, [&](std::size_t i) { return table.recency[i]; });
    case Feature::frequency:
      return of_each(table, [&](std::size_t i) { return table.frequency[i]; });
    case Feature::monetary:
      return of_each(table, [&](std::size_t i) { return table.monetary.to_double(i); });
    case Feature::tenure:
      return tenures(table);
    case Feature::mean_order_value:
      return mean_order_values(table);
    case Feature::items:
      if (!table.has_items()) fail_for_want_of("items", feature);
      return of_each(table, [&](std::size_t i) { return table.items.to_double(i); });
    case Feature::products:
      return products(table);
    case Feature::days_between_orders:
      break;
  }
  return all_days_between_orders(table);
}

}  // namespace rfmseg
