#pragma once

#include <cstddef>
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

/// A group of the first grouping, and the groups of the second, largest part first, that each hold
/// a quarter of it or more: at least two.
struct SplitGroup {
  std::size_t group = 0;
  std::vector<std::size_t> parts;
};
[[nodiscard]] std::vector<SplitGroup> split_groups(const Contingency& counts);

/// A group of the second grouping, and the groups of the first that lie in it for more than half:
/// at least two.
struct JoinedGroups {
  std::size_t in = 0;
  std::vector<std::size_t> groups;
};
[[nodiscard]] std::vector<JoinedGroups> joined_groups(const Contingency& counts);

}  // namespace rfmseg
