#include "rfmseg/segment/scheme.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "rfmseg/error.hpp"

namespace rfmseg {

std::string_view to_string(SegmentGroup group) {
  switch (group) {
    case SegmentGroup::keep:
      return "keep";
    case SegmentGroup::win_back:
      return "win-back";
    case SegmentGroup::grow:
      return "grow";
    case SegmentGroup::low_cost:
      break;
  }
  return "low-cost";
}

bool SegmentRule::contains(const ScoreCell& scores) const {
  if (!codes.empty()) return std::ranges::binary_search(codes, scores);
  const int fm = scores.frequency + scores.monetary;
  return recency.contains(scores.recency) && frequency.contains(scores.frequency) &&
         monetary.contains(scores.monetary) && (!twice_fm_mean || twice_fm_mean->contains(fm)) &&
         (!total || total->contains(scores.recency + fm));
}

void set_cuts(MetricScoring& scoring, std::vector<Amount> cuts, std::string_view option) {
  const auto fall = std::ranges::adjacent_find(cuts, std::greater_equal{});
  if (fall != cuts.end()) {
    throw UsageError(fmt::format("{}: cuts must ascend, but {} comes after {}", option,
                                 to_string(*(fall + 1)), to_string(*fall)));
  }
  const auto wanted = static_cast<std::size_t>(scoring.bins - 1);
  if (cuts.size() != wanted) {
    throw UsageError(
        fmt::format("{}: {} cuts make {} scores, but the scheme has {} (hint: give {} cuts)",
                    option, cuts.size(), cuts.size() + 1, scoring.bins, wanted));
  }
  scoring = {.method = ScoreMethod::cuts, .bins = scoring.bins, .cuts = std::move(cuts)};
}

}  // namespace rfmseg
