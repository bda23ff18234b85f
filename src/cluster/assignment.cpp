#include "cluster/assignment.hpp"

#include <cmath>

#include "cluster/points.hpp"

namespace rfmseg {

Assignment assign(const FeatureMatrix& points, const std::vector<double>& centroids) {
  Assignment assignment;
  if (points.columns == 0) return assignment;
  assignment.label.reserve(points.rows);
  assignment.distance.reserve(points.rows);
  for (std::size_t i = 0; i < points.rows; ++i) {
    const Nearest nearest = nearest_centroid(points.row(i).data(), centroids, points.columns);
    assignment.label.push_back(static_cast<std::int32_t>(nearest.centroid));
    assignment.distance.push_back(std::sqrt(nearest.distance));
  }
  return assignment;
}

}  // namespace rfmseg
