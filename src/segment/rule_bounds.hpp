#pragma once

#include "rfmseg/segment/scheme.hpp"
#include "toml_table.hpp"

namespace rfmseg {

/// Reads the bounds of a `[[segment]]` table into `rule`: `recency`, `frequency`, `monetary`,
/// `fm_mean` and `total`, or `codes`.
void read_bounds(const TomlTable& segment, const Scoring& scoring, SegmentRule& rule);

}  // namespace rfmseg
