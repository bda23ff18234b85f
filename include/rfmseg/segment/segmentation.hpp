#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/scores.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {

/// Customers who are scored among themselves.
struct ScoredGroup {
  std::string name;                    ///< empty for customers without a group
  std::vector<std::size_t> customers;  ///< ascending indices into the table
  Scores scores;                       ///< parallel to them
};

/// The group of those whose own is too small.
inline constexpr const char* kRestGroup = "(rest)";

/// Every customer's scores and segment under one scheme.
struct Segmentation {
  Scheme scheme;
  /// Of customers in groups only the scores; the edges between these are the groups' own.
  Scores scores;
  /// Parallel to the customers: an index into scheme.segments, or scheme.segments.size() for
  /// scheme.unmatched.
  std::vector<std::uint16_t> segment;
  /// Where customers are grouped: largest group first (ties by name), the rest last; else empty.
  std::vector<ScoredGroup> groups{};
  std::vector<std::uint32_t> group{};  ///< then: an index of groups, parallel to the customers

  /// The rule with that index: scheme.segments[index] or scheme.unmatched.
  [[nodiscard]] const SegmentRule& rule(std::size_t index) const;
};

/// Scores the customers as the scheme says and names their segments. Where the table has groups,
/// each is scored within itself; those of fewer than `min_group` customers are one, kRestGroup.
/// `threads` do not change the result.
[[nodiscard]] Segmentation segment_customers(const CustomerTable& table, const Scheme& scheme,
                                             std::size_t min_group = 1, unsigned threads = 1);

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
/// The same of one group's customers only.
[[nodiscard]] std::vector<SegmentSummary> summarise_segments(const CustomerTable& table,
                                                             const Segmentation& segmentation,
                                                             const ScoredGroup& group);

}  // namespace rfmseg
