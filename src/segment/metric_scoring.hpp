#pragma once

#include <string_view>
#include <vector>

#include "rfmseg/rfm/scores.hpp"
#include "toml_table.hpp"

namespace rfmseg {

/// Reads the table of one metric of a scheme file: `method`, `bins`, `cuts`, `closed`, `offset` and
/// `equal_edges`, all optional. The keys in `other` are also allowed.
[[nodiscard]] MetricScoring read_metric_scoring(const TomlTable& metric,
                                                std::vector<std::string_view> other);

}  // namespace rfmseg
