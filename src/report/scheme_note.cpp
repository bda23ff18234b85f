#include "report/scheme_note.hpp"

#include <algorithm>

namespace rfmseg {

std::string spend_note(const Scheme& scheme) {
  const int bins = scheme.scoring.monetary.bins;
  const bool unused = std::ranges::all_of(scheme.segments, [&](const SegmentRule& rule) {
    return rule.codes.empty() && !rule.twice_fm_mean && !rule.total && rule.monetary.low <= 1 &&
           rule.monetary.high >= bins;
  });
  if (!unused) return {};
  return "Segments depend on recency and frequency; spend plays no part.";
}

}  // namespace rfmseg
