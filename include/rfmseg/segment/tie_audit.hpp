#pragma once

#include <cstdint>

#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg {

/// What the breaking of ties does: `rank` and `ntile` may give different scores to equal values.
struct TieAudit {
  /// Customers who share their value with one who has another score.
  std::int64_t recency = 0, frequency = 0, monetary = 0;
  /// Customers who would be in another segment if these metrics were scored by `quantile`, in as
  /// many bins, which keeps equal values together.
  std::int64_t other_segment = 0;
};

/// `min_group` as it was given to segment_customers().
[[nodiscard]] TieAudit audit_ties(const CustomerTable& table, const Segmentation& segmentation,
                                  std::size_t min_group = 1);

}  // namespace rfmseg
