#include "report/figures/segment_groups.hpp"

#include <utility>

namespace rfmseg::figures {

std::vector<GroupOfSegments> segment_groups(const Analysis& analysis) {
  std::vector<std::vector<std::size_t>> members(analysis.segmentation.scheme.segments.size() + 1);
  for (std::size_t i = 0; i < analysis.table.size(); ++i) {
    members[analysis.segmentation.segment[i]].push_back(i);
  }
  std::vector<GroupOfSegments> groups;
  const auto add = [&](std::optional<SegmentGroup> group) {
    GroupOfSegments found{group, {}, {}};
    std::vector<std::size_t> all;
    for (std::size_t s = 0; s < analysis.segments.size(); ++s) {
      if (analysis.segment_rule(s).group != group) continue;
      const std::vector<std::size_t>& own = members[analysis.segments[s].segment];
      all.insert(all.end(), own.begin(), own.end());
      found.segments.push_back({s, customer_set(analysis.table, own)});
    }
    if (all.empty()) return;
    found.all = customer_set(analysis.table, std::move(all));
    groups.push_back(std::move(found));
  };
  for (const SegmentGroup group : kSegmentGroups) add(group);
  add(std::nullopt);
  return groups;
}

std::string_view title_of(const std::optional<SegmentGroup>& group) {
  if (!group) return "Other";
  switch (*group) {
    case SegmentGroup::keep:
      return "Keep";
    case SegmentGroup::win_back:
      return "Win back";
    case SegmentGroup::grow:
      return "Grow";
    case SegmentGroup::low_cost:
      break;
  }
  return "Low cost";
}

}  // namespace rfmseg::figures
