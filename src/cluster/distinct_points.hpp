#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "cluster/feature_matrix.hpp"

namespace rfmseg {

/// Points of which no two are equal, and what they stand for.
struct DistinctPoints {
  FeatureMatrix points;               ///< in the order in which they first occur
  std::vector<std::int64_t> weights;  ///< how many of the original points each is
  std::vector<std::uint32_t> of_row;  ///< which of them an original point is
};

/// Takes equal points together; nothing when more than `limit` are distinct. `weights` as for
/// kmeans().
[[nodiscard]] std::optional<DistinctPoints> merge_equal_points(
    const FeatureMatrix& points, std::span<const std::int64_t> weights, std::size_t limit);

}  // namespace rfmseg
