#pragma once

/// \file
/// What a fitted model of repeat buying expects of customers.
///
///     const rfmseg::Forecast forecast =
///         rfmseg::forecast_purchases(fit, histories, {.horizon = 13});
///     const auto history = static_cast<std::size_t>(histories.of[0]);  // of table.ids[0]
///     std::cout << forecast.expected[history] << " purchases in 13 weeks\n";

#include <cstdint>
#include <optional>
#include <vector>

#include "rfmseg/clv/purchase_histories.hpp"
#include "rfmseg/clv/repeat_model.hpp"

namespace rfmseg {

/// The probability that a customer with this history is alive: will buy again at some time. Nothing
/// in a model without dropout.
[[nodiscard]] std::optional<double> probability_alive(const RepeatFit& fit,
                                                      const PurchaseHistory& history);

/// The number of purchases that are expected of the customer in the time `horizon`, in the fit's
/// unit, from the end of the history. Of a new customer, whose history is PurchaseHistory{}, the
/// repeat purchases.
[[nodiscard]] double expected_purchases(const RepeatFit& fit, const PurchaseHistory& history,
                                        double horizon);

/// The median time from the last purchase to the next one, in the fit's unit, of customers with
/// this history who do not drop out: as of that purchase, their rates of buying are
/// gamma-distributed with shape r + x and rate alpha + t_x. Infinite if it exceeds all numbers.
[[nodiscard]] double median_gap(const RepeatFit& fit, const PurchaseHistory& history);

/// What to forecast.
struct ForecastOptions {
  double horizon = 52;    ///< in the unit of the histories; above 0
  double discount = 0.1;  ///< a year: 0.1 makes what comes in a year worth 1 / 1.1; above 0
  /// Parameter sets for the intervals: draws from the normal distribution of the
  /// estimated logarithms. 0: no intervals. Intervals are of the expected number, not of the
  /// number: they contain what is not known of the parameters, and no chance.
  int draws = 400;
  std::uint64_t seed = 42;  ///< of the draws
  unsigned threads = 1;     ///< does not affect the result
};

/// Forecasts, parallel to PurchaseHistories::distinct.
struct Forecast {
  std::vector<double> alive;      ///< probability; empty in a model without dropout
  std::vector<double> expected;   ///< purchases in the horizon
  std::vector<double> low, high;  ///< 95 % interval of `expected`; empty without draws
  /// All purchases to come, each discounted for the time until it (DERT). Times the expected spend
  /// of a purchase this is the customer's lifetime value from now on.
  std::vector<double> discounted;
  double total = 0;                      ///< of `expected` over all customers
  double total_low = 0, total_high = 0;  ///< its 95 % interval, likewise; `total` without draws
};

/// Forecasts of all histories. Throws UsageError for options that are out of range.
[[nodiscard]] Forecast forecast_purchases(const RepeatFit& fit, const PurchaseHistories& histories,
                                          const ForecastOptions& options = {});

}  // namespace rfmseg
