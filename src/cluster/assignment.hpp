#pragma once

#include <cstdint>
#include <vector>

#include "cluster/feature_matrix.hpp"

namespace rfmseg {

/// Where points belong among given centroids; parallel to the points.
struct Assignment {
  std::vector<std::int32_t> label;  ///< the nearest centroid, the lower-numbered of equally near
  std::vector<double> distance;     ///< to it
};

/// `centroids` as in KMeansResult.
[[nodiscard]] Assignment assign(const FeatureMatrix& points, const std::vector<double>& centroids);

}  // namespace rfmseg
