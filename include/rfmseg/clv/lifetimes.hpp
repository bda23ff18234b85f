#pragma once

/// \file
/// What customers will do, by models of repeat buying and of spend: everything that `rfmseg clv`
/// shows.
///
///     rfmseg::Customers customers = rfmseg::measure_customers(files, {.keep_purchases = true});
///     const rfmseg::Lifetimes lifetimes = rfmseg::find_lifetimes(customers, {.threads = 4});
///     std::cout << lifetimes.forecast.total << " purchases are expected in "
///               << lifetimes.horizon << " weeks\n";

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "rfmseg/clv/forecast.hpp"
#include "rfmseg/clv/holdout_trial.hpp"
#include "rfmseg/clv/purchase_histories.hpp"
#include "rfmseg/clv/repeat_model.hpp"
#include "rfmseg/clv/spend_model.hpp"
#include "rfmseg/clv/tracking.hpp"
#include "rfmseg/message.hpp"
#include "rfmseg/rfm/measure.hpp"

namespace rfmseg {

struct LifetimeOptions {
  RepeatModel model = RepeatModel::mbg_nbd;
  HistoryOptions histories{};
  /// ForecastOptions::horizon. Default: that of the holdout, or else a year in whole units: 365
  /// days, 52 weeks, 12 months.
  std::optional<double> horizon{};
  ForecastOptions forecast{};  ///< except the horizon and threads
  unsigned threads = 1;        ///< does not affect the result
};

/// Models of the customers, and what they expect.
struct Lifetimes {
  PurchaseHistories histories;
  RepeatFit repeats;
  std::optional<SpendFit> spend;  ///< nothing if none can be fitted
  Message no_spend{};             ///< why
  double horizon = 0;             ///< in units of the histories
  double discount = 0;            ///< a year
  int draws = 0;                  ///< of which intervals are computed
  std::uint64_t seed = 0;         ///< of the draws
  Forecast forecast;
  std::vector<TrackedWeek> tracking;
  std::optional<HoldoutTrial> trial;  ///< with a holdout

  /// The forecasts' index of a customer of the table; nothing for those who bought in the holdout
  /// only.
  [[nodiscard]] std::optional<std::size_t> index_of(std::size_t customer) const;
  /// The expected amount of the customer's next purchases; nothing if it is not known or not
  /// finite.
  [[nodiscard]] std::optional<double> expected_spend(std::size_t customer) const;
  /// All purchases to come, discounted, times the expected spend. Nothing in a model without
  /// dropout, which lets customers buy for ever.
  [[nodiscard]] std::optional<double> value(std::size_t customer) const;
  /// The day by which half of the customers with such a history who do not drop out have bought
  /// again; nothing if that is a hundred years or more after the last purchase.
  [[nodiscard]] std::optional<std::chrono::local_days> next_purchase(std::size_t customer) const;
  /// The days from next_purchase() to the end; 0 if it is still to come.
  [[nodiscard]] std::optional<std::int64_t> days_late(std::size_t customer) const;
};

/// Fits the models and forecasts, as purchase_histories(), fit_repeat_model() and
/// forecast_purchases() do, which throw the same errors. A model of spend that cannot be fitted is
/// not an error.
[[nodiscard]] Lifetimes find_lifetimes(const Customers& customers,
                                       const LifetimeOptions& options = {});

/// The same of one customer of the table, who is the result's only customer: models are fitted to
/// all, but only this one is forecast, and `tracking` is empty. Costs much less than
/// find_lifetimes(). The options have no `calibration_end`.
[[nodiscard]] Lifetimes find_lifetime_of(std::size_t customer, const Customers& customers,
                                         const LifetimeOptions& options = {});

}  // namespace rfmseg
