#pragma once

#include <cstdint>
#include <vector>

#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/kmeans_1d.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {

/// Low, Mid and High value: each of recency, frequency and monetary is split into four groups by
/// exact one-dimensional k-means, worth 0 (worst) to 3 (best) points, and the points are summed.
struct ValueTiers {
  Partition1D recency, frequency, monetary;
  std::vector<std::uint8_t> points;  ///< 0 to 9, parallel to the customers
  std::vector<std::uint8_t> tier;    ///< index into the rules
  std::vector<TierRule> rules;
};

/// The tiers of every customer. With fewer than four distinct values of a metric its points run
/// from 0 to their number - 1. Throws DataError when there are no customers, UsageError when the
/// rules do not ascend to 9 points.
[[nodiscard]] ValueTiers value_tiers(const CustomerTable& table,
                                     const std::vector<TierRule>& rules);

}  // namespace rfmseg
