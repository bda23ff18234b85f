#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/scores.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {

/// Every customer's scores and segment under one scheme.
struct Segmentation {
  Scheme scheme;
  Scores scores;
  /// Parallel to the customers: an index into scheme.segments, or scheme.segments.size() for
  /// scheme.unmatched.
  std::vector<std::uint16_t> segment;

  /// The rule with that index: scheme.segments[index] or scheme.unmatched.
  [[nodiscard]] const SegmentRule& rule(std::size_t index) const;
};

/// Scores the customers as the scheme says and names their segments.
[[nodiscard]] Segmentation segment_customers(const CustomerTable& table, const Scheme& scheme);

/// One segment's figures.
struct SegmentSummary {
  std::size_t segment = 0;  ///< index as in Segmentation::segment
  std::int64_t customers = 0;
  double mean_recency = 0;    ///< days
  double mean_frequency = 0;  ///< orders
  Amount monetary;            ///< exact sum over the customers
  Amount revenue;             ///< the same, unless monetary is a mean: what they brought
  [[nodiscard]] double mean_monetary() const;
};

/// The figures of the segments that have customers, most revenue first (ties by the scheme's
/// order).
[[nodiscard]] std::vector<SegmentSummary> summarise_segments(const CustomerTable& table,
                                                             const Segmentation& segmentation);

}  // namespace rfmseg
