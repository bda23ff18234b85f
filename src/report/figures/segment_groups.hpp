#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "report/figures/customer_set.hpp"
#include "rfmseg/report/analysis.hpp"

namespace rfmseg::figures {

/// The segments that the scheme puts in one group.
struct GroupOfSegments {
  struct Segment {
    std::size_t index = 0;  ///< into Analysis::segments
    CustomerSet set;
  };

  std::optional<SegmentGroup> group;  ///< empty: those that the scheme puts in none
  CustomerSet all;
  std::vector<Segment> segments;  ///< not empty; highest revenue first
};

/// The groups that have customers, in the order of kSegmentGroups; last the segments without a
/// group.
[[nodiscard]] std::vector<GroupOfSegments> segment_groups(const Analysis& analysis);

/// `Win back`; `Other` for no group.
[[nodiscard]] std::string_view title_of(const std::optional<SegmentGroup>& group);

}  // namespace rfmseg::figures
