#pragma once

#include "rfmseg/rfm/scores.hpp"
#include "segment/toml_table.hpp"

namespace rfmseg {

/// Reads the table of one metric of a scheme file: `method`, `bins` and `cuts`, all optional.
[[nodiscard]] MetricScoring read_metric_scoring(const TomlTable& metric);

}  // namespace rfmseg
