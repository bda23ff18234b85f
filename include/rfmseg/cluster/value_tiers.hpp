#pragma once

/// \file
/// Value tiers: customers divided into low, mid and high value.
///
///     const rfmseg::ValueTiers tiers = rfmseg::value_tiers(table, scheme.tiers);
///     std::cout << tiers.rules[tiers.tier[0]].name << '\n';  // the tier of table.ids[0]

#include <cstdint>
#include <vector>

#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {

/// The cuts between the groups of each metric: the largest value of each group except the last,
/// ascending.
struct TierCuts {
  std::vector<double> recency, frequency, monetary;
};

/// The value tiers of all customers. Each metric is divided into four groups by exact
/// one-dimensional k-means (Wang and Song, Ckmeans.1d.dp, The R Journal 3/2, 2011), which give 0
/// (worst) to 3 (best) points. The sum of a customer's points determines the tier.
struct ValueTiers {
  TierCuts cuts;
  std::vector<std::uint8_t> points;  ///< 0 to kMostTierPoints, parallel to the customers
  std::vector<std::uint8_t> tier;    ///< index into `rules`, parallel to the customers
  std::vector<TierRule> rules;       ///< as given
};

/// Divides the customers into tiers. A metric with n < 4 distinct values gives 0 to n - 1 points.
/// `threads` does not affect the result. Throws DataError if there are no customers, UsageError if
/// the rules do not ascend to kMostTierPoints.
[[nodiscard]] ValueTiers value_tiers(const CustomerTable& table, const std::vector<TierRule>& rules,
                                     unsigned threads = 1);
/// Divides the customers by given cuts, for example those of a model.
[[nodiscard]] ValueTiers value_tiers(const CustomerTable& table, const std::vector<TierRule>& rules,
                                     const TierCuts& cuts);

}  // namespace rfmseg
