#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "cluster/feature_matrix.hpp"

namespace rfmseg {

/// The distinct points of a matrix.
struct DistinctPoints {
  FeatureMatrix points;               ///< in the order of their first occurrence
  std::vector<std::int64_t> weights;  ///< total weight of the equal original points
  std::vector<std::uint32_t> of_row;  ///< by original point: index into `points`
};

/// Merges equal points; returns nothing if more than `limit` are distinct. `weights` as for
/// kmeans().
[[nodiscard]] std::optional<DistinctPoints> merge_equal_points(
    const FeatureMatrix& points, std::span<const std::int64_t> weights, std::size_t limit);

}  // namespace rfmseg
