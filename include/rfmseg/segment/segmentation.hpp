#pragma once

/// \file
/// Segments of customers under a scheme.
///
///     const auto segmentation = rfmseg::segment_customers(table, rfmseg::load_scheme("classic"));
///     std::cout << segmentation.rule(segmentation.segment[0]).name << '\n';  // of table.ids[0]
///     for (const auto& summary : rfmseg::summarise_segments(table, segmentation)) {
///       std::cout << segmentation.rule(summary.segment).name << ' ' << summary.customers << '\n';
///     }

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/scores.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {

/// A group of customers that is scored separately from the others.
struct ScoredGroup {
  std::string name;                    ///< the text in CustomerTable::groups, or kRestGroup
  std::vector<std::size_t> customers;  ///< ascending indices into the table
  Scores scores;                       ///< parallel to `customers`
};

/// The name of the group of customers whose own group is too small.
inline constexpr const char* kRestGroup = "(rest)";

/// The scores and the segment of every customer under one scheme.
struct Segmentation {
  Scheme scheme;
  /// Parallel to the customers. If customers are grouped, only the scores are set; the edges differ
  /// by group and are in `groups`.
  Scores scores;
  /// Parallel to the customers: the index for rule().
  std::vector<std::uint16_t> segment;
  /// Empty unless customers are grouped. Largest group first (ties by name), kRestGroup last.
  std::vector<ScoredGroup> groups{};
  std::vector<std::uint32_t> group{};  ///< index into `groups`, parallel to the customers

  /// The rule of a segment: scheme.segments[index], or scheme.unmatched for the index
  /// scheme.segments.size().
  [[nodiscard]] const SegmentRule& rule(std::size_t index) const;
};

/// Scores the customers with `scheme.scoring` and assigns their segments. If the table has groups,
/// each is scored separately; groups with fewer than `min_group` customers are scored together as
/// kRestGroup. `threads` does not affect the result. Throws as score_customers() does.
[[nodiscard]] Segmentation segment_customers(const CustomerTable& table, const Scheme& scheme,
                                             std::size_t min_group = 1, unsigned threads = 1);

/// The figures of one segment.
struct SegmentSummary {
  std::size_t segment = 0;  ///< index for Segmentation::rule()
  std::int64_t customers = 0;
  double mean_recency = 0;    ///< days
  double mean_frequency = 0;  ///< orders, days or lines
  Amount monetary;            ///< sum of the customers' monetary values
  Amount revenue;             ///< sum of the customers' revenue
  /// `monetary` per customer.
  [[nodiscard]] double mean_monetary() const;
};

/// The figures of every segment that has customers, highest revenue first (ties in the order of the
/// scheme).
[[nodiscard]] std::vector<SegmentSummary> summarise_segments(const CustomerTable& table,
                                                             const Segmentation& segmentation);
/// The same figures for the customers of one group of the segmentation.
[[nodiscard]] std::vector<SegmentSummary> summarise_segments(const CustomerTable& table,
                                                             const Segmentation& segmentation,
                                                             const ScoredGroup& group);

}  // namespace rfmseg
