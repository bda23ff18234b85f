#pragma once

#include <cstdint>
#include <vector>

#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {

/// Where recency, frequency and monetary are cut into groups: the largest value of each group but
/// the last, ascending.
struct TierCuts {
  std::vector<double> recency, frequency, monetary;
};

/// Low, Mid and High value: each of recency, frequency and monetary is split into four groups by
/// exact one-dimensional k-means, worth 0 (worst) to 3 (best) points, and the points are summed.
struct ValueTiers {
  TierCuts cuts;
  std::vector<std::uint8_t> points;  ///< 0 to 9, parallel to the customers
  std::vector<std::uint8_t> tier;    ///< index into the rules
  std::vector<TierRule> rules;
};

/// The tiers of every customer. With fewer than four distinct values of a metric its points run
/// from 0 to their number - 1. Throws DataError when there are no customers, UsageError when the
/// rules do not ascend to 9 points. `threads` do not change the result.
[[nodiscard]] ValueTiers value_tiers(const CustomerTable& table, const std::vector<TierRule>& rules,
                                     unsigned threads = 1);
/// The same by cuts that were found before.
[[nodiscard]] ValueTiers value_tiers(const CustomerTable& table, const std::vector<TierRule>& rules,
                                     const TierCuts& cuts);

}  // namespace rfmseg
