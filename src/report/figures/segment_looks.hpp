#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rfmseg/segment/scheme.hpp"

namespace rfmseg::figures {

/// What a scheme has about segments of which only the names are known.
struct SegmentLooks {
  struct Look {
    std::string color;
    std::optional<SegmentGroup> group;
  };

  std::vector<Look> segments;                ///< parallel to the names
  std::optional<MetricDefinitions> metrics;  ///< empty if no scheme has all of the names
};

/// From `scheme` if it has all of the names, otherwise from the first preset that has. If none has,
/// the segments are in no group; those that a scheme has keep its color, so that a segment looks
/// the same on every page.
[[nodiscard]] SegmentLooks segment_looks(const std::vector<std::string>& names,
                                         const Scheme& scheme);

}  // namespace rfmseg::figures
