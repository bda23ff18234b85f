#include "cluster/assignment.hpp"

#include <cmath>

#include "cluster/points.hpp"

namespace rfmseg {

Assignment assign(const FeatureMatrix& points, const std::vector<double>& centroids) {
  Assignment assignment;
  if (points.columns == 0) return assignment;
  std::vector<double> point(points.columns);
  for (std::size_t i = 0; i < points.rows; ++i) {
    for (std::size_t f = 0; f < points.columns; ++f) point[f] = points.column(f)[i];
    const Nearest nearest = nearest_centroid(point.data(), centroids, points.columns);
    assignment.label.push_back(static_cast<std::int32_t>(nearest.centroid));
    assignment.distance.push_back(std::sqrt(nearest.distance));
  }
  return assignment;
}

}  // namespace rfmseg
