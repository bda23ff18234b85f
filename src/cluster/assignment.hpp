#pragma once

#include <cstdint>
#include <vector>

#include "cluster/feature_matrix.hpp"

namespace rfmseg {

/// The nearest of given centroids for each point; parallel to the points.
struct Assignment {
  std::vector<std::int32_t> label;  ///< nearest centroid; the lowest of equally near ones
  std::vector<double> distance;     ///< to the nearest centroid
};

/// Assigns points to `centroids`, which are as in KMeansResult.
[[nodiscard]] Assignment assign(const FeatureMatrix& points, const std::vector<double>& centroids);

}  // namespace rfmseg
