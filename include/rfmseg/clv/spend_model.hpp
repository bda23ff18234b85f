#pragma once

/// \file
/// The gamma-gamma model of how much customers spend a purchase (Fader and Hardie, The gamma-gamma
/// model of monetary value, 2013). docs/definitions.md has the formulas.
///
///     const rfmseg::SpendFit spend = rfmseg::fit_spend_model(histories);
///     std::cout << rfmseg::expected_spend(spend, 3, 24.50) << '\n';

#include <cstdint>

#include "rfmseg/clv/maximum.hpp"
#include "rfmseg/clv/purchase_histories.hpp"

namespace rfmseg {

/// A fitted gamma-gamma model, with the parameters p, q and v: a purchase of a customer is
/// gamma-distributed with shape p, and so, over customers, is its rate, with shape q and rate v.
struct SpendFit : Maximum {
  std::int64_t customers = 0;  ///< those with such purchases that were not free
  /// Correlations of the number and the mean amount of their purchases. The model assumes
  /// that there is none; from kMostCorrelation on its results are doubtful.
  double pearson = 0, spearman = 0;
  static constexpr double kMostCorrelation = 0.3;
};

/// Fits the model to PurchaseHistories::mean_spend, by maximum likelihood: the mean amounts of
/// repeat purchases, or of all those of a customer table. `threads` does not affect the result.
/// Throws DataError, with advice, as fit_repeat_model() does.
[[nodiscard]] SpendFit fit_spend_model(const PurchaseHistories& histories, unsigned threads = 1);

/// The expected amount of a customer's next purchases, given the number and the mean amount of the
/// purchases so far (PurchaseHistories::spend_count()): between that mean and that of all
/// customers. Infinite if the mean of all customers is, as for q <= 1 without purchases.
[[nodiscard]] double expected_spend(const SpendFit& fit, std::int64_t purchases, double mean_spend);

}  // namespace rfmseg
