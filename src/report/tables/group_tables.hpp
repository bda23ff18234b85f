#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "report/tables/result_table.hpp"
#include "rfmseg/report/analysis.hpp"

namespace rfmseg {

/// What shares are of.
struct Whole {
  std::int64_t customers = 0;
  Amount revenue;

  [[nodiscard]] Share share(std::int64_t of_customers) const;
  [[nodiscard]] Share share(Amount of_revenue) const;
};

/// All customers of these segments.
[[nodiscard]] Whole whole_of(const std::vector<SegmentSummary>& segments);

// Tables of groups of customers: how many they are, how they buy, what they bring, what to do.

[[nodiscard]] ResultTable segment_table(const Analysis& analysis);
/// The segments of one of the groups that customers are scored in, with shares of the group.
[[nodiscard]] ResultTable segment_table(const Analysis& analysis, std::size_t group);
[[nodiscard]] ResultTable cluster_table(const Analysis& analysis);
[[nodiscard]] ResultTable tier_table(const Analysis& analysis);

/// The name of a group of customers as a title, cut short where it is long.
[[nodiscard]] std::string group_title(const ScoredGroup& group);

}  // namespace rfmseg
