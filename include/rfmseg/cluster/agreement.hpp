#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace rfmseg {

/// How many things are in each pair of groups of two groupings: counts[a][b].
using Contingency = std::vector<std::vector<std::int64_t>>;

/// Of parallel labels from 0.
[[nodiscard]] Contingency contingency(std::span<const std::int32_t> a,
                                      std::span<const std::int32_t> b);

/// The adjusted Rand index (Hubert and Arabie, Comparing partitions, J. Classification 2, 1985):
/// the share of pairs on which two groupings agree, so corrected that 0 is what chance would give
/// and 1 is the same grouping.
[[nodiscard]] double adjusted_rand_index(const Contingency& counts);

/// Mutual information by the arithmetic mean of both entropies (Strehl and Ghosh, Cluster
/// ensembles, JMLR 3, 2002): 0 when one grouping says nothing of the other, 1 when it says all.
[[nodiscard]] double normalised_mutual_information(const Contingency& counts);

}  // namespace rfmseg
