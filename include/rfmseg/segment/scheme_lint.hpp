#pragma once

/// \file
/// Checks a scheme for score cells that no segment or several segments cover.

#include <cstddef>
#include <vector>

#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {

/// The score cells that no segment covers, ascending. Their customers are in Scheme::unmatched.
[[nodiscard]] std::vector<ScoreCell> score_gaps(const Scheme& scheme);

/// Score cells that two segments cover. Their customers are in the earlier one.
struct SegmentOverlap {
  std::size_t segment = 0;       ///< index into Scheme::segments
  std::size_t earlier = 0;       ///< likewise
  std::vector<ScoreCell> cells;  ///< ascending
};

/// The overlaps of a scheme, ascending by segment, then by earlier segment. A scheme in which
/// earlier segments cover all cells of a segment does not occur: parse_scheme() throws for it.
[[nodiscard]] std::vector<SegmentOverlap> segment_overlaps(const Scheme& scheme);

}  // namespace rfmseg
