#include "cluster/assignment.hpp"

#include <cmath>

#include "cluster/feature_matrix.hpp"
#include "cluster/points.hpp"

namespace rfmseg {

Assignment assign(const FeatureMatrix& points, const std::vector<double>& centroids) {
  Assignment assignment;
  if (points.columns() == 0) return assignment;
  assignment.label.reserve(points.rows());
  assignment.distance.reserve(points.rows());
  std::vector<double> row(points.columns());
  for (std::size_t i = 0; i < points.rows(); ++i) {
    points.read_row(i, row.data());
    const Nearest nearest = nearest_centroid(row.data(), centroids, points.columns());
    assignment.label.push_back(static_cast<std::int32_t>(nearest.centroid));
    assignment.distance.push_back(std::sqrt(nearest.distance));
  }
  return assignment;
}

}  // namespace rfmseg
