#include "rfmseg/clv/lifetimes.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

double usual_horizon(const PurchaseHistories& histories) {
  if (histories.holdout) return histories.holdout->length;
  return std::floor(days_in(TimeUnit::year) / days_in(histories.unit));
}

/// Histories and models, without forecasts.
Lifetimes fit_lifetimes(const Customers& customers, const LifetimeOptions& options) {
  Lifetimes result;
  result.histories = purchase_histories(customers, options.histories);
  const PurchaseHistories& histories = result.histories;
  result.horizon = options.horizon.value_or(usual_horizon(histories));
  result.discount = options.forecast.discount;
  result.draws = options.forecast.draws;
  result.seed = options.forecast.seed;
  result.repeats = fit_repeat_model(histories, {options.model, options.threads});
  try {
    result.spend = fit_spend_model(histories, options.threads);
  } catch (const DataError& error) {
    result.no_spend = error.message();
  }
  return result;
}

ForecastOptions forecast_options(const Lifetimes& lifetimes, const LifetimeOptions& options) {
  ForecastOptions wanted = options.forecast;
  wanted.horizon = lifetimes.horizon;
  wanted.threads = options.threads;
  return wanted;
}

}  // namespace

std::optional<std::size_t> Lifetimes::index_of(std::size_t customer) const {
  const std::int32_t index = histories.of[customer];
  if (index == PurchaseHistories::kNone) return std::nullopt;
  return static_cast<std::size_t>(index);
}

std::optional<double> Lifetimes::expected_spend(std::size_t customer) const {
  const auto index = index_of(customer);
  if (!spend || !index) return std::nullopt;
  const double mean = histories.mean_spend[customer];
  const bool unknown = histories.of_table && mean <= 0;
  const std::int64_t purchases = unknown ? 0 : histories.spend_count(histories.distinct[*index]);
  const double amount = rfmseg::expected_spend(*spend, purchases, mean);
  return std::isfinite(amount) ? std::optional(amount) : std::nullopt;
}

std::optional<double> Lifetimes::value(std::size_t customer) const {
  const auto amount = expected_spend(customer);
  if (!amount || forecast.alive.empty()) return std::nullopt;
  return forecast.discounted[*index_of(customer)] * *amount;
}

std::optional<std::chrono::local_days> Lifetimes::next_purchase(std::size_t customer) const {
  constexpr double kMostDays = 36525;
  const auto index = index_of(customer);
  if (!index) return std::nullopt;
  const PurchaseHistory& history = histories.distinct[*index];
  const double unit = days_in(histories.unit);
  const double gap = median_gap(repeats, history) * unit;
  if (!(gap < kMostDays)) return std::nullopt;
  const auto silent = std::llround((history.observed - history.last) * unit);
  return histories.end - std::chrono::days(silent) +
         std::chrono::days(std::llround(std::ceil(gap)));
}

std::optional<std::int64_t> Lifetimes::days_late(std::size_t customer) const {
  const auto next = next_purchase(customer);
  if (!next) return std::nullopt;
  return std::max<std::int64_t>(0, (histories.end - *next).count());
}

Lifetimes find_lifetimes(const Customers& customers, const LifetimeOptions& options) {
  Lifetimes result = fit_lifetimes(customers, options);
  const PurchaseHistories& histories = result.histories;
  ForecastOptions wanted = forecast_options(result, options);
  result.forecast = forecast_purchases(result.repeats, histories, wanted);
  if (!histories.of_table) result.tracking = track_purchases(result.repeats, histories);
  if (!histories.holdout) return result;
  if (result.horizon == histories.holdout->length) {
    result.trial = judge_holdout(histories, result.forecast);
  } else {
    wanted.horizon = histories.holdout->length;
    wanted.draws = 0;
    result.trial = judge_holdout(histories, forecast_purchases(result.repeats, histories, wanted));
  }
  return result;
}

Lifetimes find_lifetime_of(std::size_t customer, const Customers& customers,
                           const LifetimeOptions& options) {
  Lifetimes result = fit_lifetimes(customers, options);
  PurchaseHistories one =
      group_histories({result.histories.distinct[*result.index_of(customer)]},
                      result.histories.unit, {result.histories.mean_spend[customer]});
  one.end = result.histories.end;
  one.of_table = result.histories.of_table;
  result.histories = std::move(one);
  result.forecast =
      forecast_purchases(result.repeats, result.histories, forecast_options(result, options));
  return result;
}

}  // namespace rfmseg
