#pragma once

#include <cstddef>
#include <vector>

#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {

/// The score cells that no segment claims, ascending.
[[nodiscard]] std::vector<ScoreCell> score_gaps(const Scheme& scheme);

/// Cells that a segment claims, but that belong to an earlier one.
struct SegmentOverlap {
  std::size_t segment = 0;
  std::size_t earlier = 0;
  std::vector<ScoreCell> cells;  ///< ascending
};

/// Goes through every score cell; ascending by segment, then by earlier segment. A segment of which
/// nothing is left is an error of parse_scheme().
[[nodiscard]] std::vector<SegmentOverlap> segment_overlaps(const Scheme& scheme);

}  // namespace rfmseg
