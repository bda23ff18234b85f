#pragma once

/// \file
/// Measures how far two groupings of the same customers agree, for example segments and clusters.
///
///     const rfmseg::Contingency counts = rfmseg::contingency(segment_of, cluster_of);
///     std::cout << rfmseg::adjusted_rand_index(counts) << '\n';

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rfmseg {

/// A contingency table: counts[a][b] is the number of customers in group a of the first grouping
/// and group b of the second.
using Contingency = std::vector<std::vector<std::int64_t>>;

/// The contingency table of two groupings. The labels are parallel and count from 0.
[[nodiscard]] Contingency contingency(std::span<const std::int32_t> a,
                                      std::span<const std::int32_t> b);

/// The adjusted Rand index: the share of pairs of customers on which both groupings agree,
/// corrected for chance. 0 is expected for random groupings; 1 means identical groupings. (Hubert
/// and Arabie, Comparing partitions, J. Classification 2, 1985.)
[[nodiscard]] double adjusted_rand_index(const Contingency& counts);

/// The normalised mutual information: mutual information divided by the arithmetic mean of the two
/// entropies. 0 for independent groupings, 1 for identical ones. (Strehl and Ghosh, Cluster
/// ensembles, JMLR 3, 2002.)
[[nodiscard]] double normalised_mutual_information(const Contingency& counts);

/// A group of the first grouping that is split over several groups of the second.
struct SplitGroup {
  std::size_t group = 0;
  std::vector<std::size_t> parts;  ///< groups of the second grouping, largest part first
};
/// The groups of the first grouping of which two or more groups of the second each contain at least
/// a quarter; ascending by group.
[[nodiscard]] std::vector<SplitGroup> split_groups(const Contingency& counts);

/// A group of the second grouping that joins several groups of the first.
struct JoinedGroups {
  std::size_t in = 0;               ///< group of the second grouping
  std::vector<std::size_t> groups;  ///< groups of the first grouping, ascending
};
/// The groups of the second grouping that contain more than half of two or more groups of the
/// first; ascending by group.
[[nodiscard]] std::vector<JoinedGroups> joined_groups(const Contingency& counts);

}  // namespace rfmseg
