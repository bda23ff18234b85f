#pragma once

#include <string>
#include <vector>

#include "rfmseg/report/analysis.hpp"

namespace rfmseg {

/// What to do for each cluster, from how its median customer buys compared with the median of all
/// customers. Parallel to Analysis::clusters; empty for a cluster that differs in fewer than two of
/// recency, frequency and spend, or in the same way as an earlier one.
[[nodiscard]] std::vector<std::string> cluster_advice(const Analysis& analysis);

}  // namespace rfmseg
