#pragma once

/// \file
/// Checks how much the breaking of ties affects a segmentation.

#include <cstdint>

#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg {

/// The effect of ties under `rank` and `ntile`, which may give different scores to equal values.
struct TieAudit {
  /// Customers with the same value as a customer with another score, by metric.
  std::int64_t recency = 0, frequency = 0, monetary = 0;
  /// Customers that would be in another segment if these metrics were scored by `quantile` with the
  /// same number of bins, which gives equal values equal scores.
  std::int64_t other_segment = 0;
};

/// TieAudit::other_segment alone, which takes less time. Parameters as for audit_ties().
[[nodiscard]] std::int64_t segments_by_ties(const CustomerTable& table,
                                            const Segmentation& segmentation,
                                            std::size_t min_group = 1);

/// Counts the customers affected by ties. `table` and `min_group` must be those that were given to
/// segment_customers().
[[nodiscard]] TieAudit audit_ties(const CustomerTable& table, const Segmentation& segmentation,
                                  std::size_t min_group = 1);

}  // namespace rfmseg
