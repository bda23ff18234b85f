#include "rfmseg/segment/scheme_lint.hpp"

#include <map>
#include <utility>

#include "segment/score_cells.hpp"

namespace rfmseg {

std::vector<ScoreCell> score_gaps(const Scheme& scheme) {
  std::vector<ScoreCell> gaps;
  const ScoreCells cells(scheme.segments, scheme.scoring);
  cells.for_each([&](const ScoreCell& cell, std::size_t segment) {
    if (segment == scheme.segments.size()) gaps.push_back(cell);
  });
  return gaps;
}

std::vector<SegmentOverlap> segment_overlaps(const Scheme& scheme) {
  std::map<std::pair<std::size_t, std::size_t>, std::vector<ScoreCell>> hidden;
  const ScoreCells cells(scheme.segments, scheme.scoring);
  cells.for_each([&](const ScoreCell& cell, std::size_t first) {
    for (std::size_t later = first + 1; later < scheme.segments.size(); ++later) {
      if (scheme.segments[later].contains(cell)) hidden[{later, first}].push_back(cell);
    }
  });
  std::vector<SegmentOverlap> overlaps;
  for (auto& [pair, its_cells] : hidden) {
    overlaps.push_back({pair.first, pair.second, std::move(its_cells)});
  }
  return overlaps;
}

}  // namespace rfmseg
