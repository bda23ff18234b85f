#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>
#include <vector>

#include "cluster/feature_matrix.hpp"
#include "random.hpp"

namespace rfmseg {

/// The points of a FeatureMatrix with weights, both of which must outlive this. Rows of small
/// matrices are copied, so that each is contiguous.
class Points {
 public:
  /// `weights` as for kmeans(). Throws DataError for a feature that is not finite.
  explicit Points(const FeatureMatrix& matrix, std::span<const std::int64_t> weights = {});
  explicit Points(FeatureMatrix&&, std::span<const std::int64_t> weights = {}) = delete;

  [[nodiscard]] std::size_t rows() const { return matrix_.rows(); }
  [[nodiscard]] std::size_t columns() const { return columns_; }

  /// The features of a point; written to `scratch`, which must have room for them, if not stored.
  [[nodiscard]] const double* row(std::size_t point, double* scratch) const {
    if (!copies_.empty()) return &copies_[point * columns_];
    matrix_.read_row(point, scratch);
    return scratch;
  }

  /// The number of original points that the point represents.
  [[nodiscard]] std::int64_t weight(std::size_t point) const {
    return weights_.empty() ? 1 : weights_[point];
  }
  /// Draws a point with a probability proportional to its weight.
  [[nodiscard]] std::size_t draw(Random& random) const;

  /// A feature as an integer, for exact sums (see ExactSums): the feature x fixed_factor(),
  /// rounded. Less than 2^62 in magnitude.
  [[nodiscard]] std::int64_t fixed(double feature) const {
    return std::llround(feature * fixed_factor_);
  }
  [[nodiscard]] double fixed_factor() const { return fixed_factor_; }

 private:
  const FeatureMatrix& matrix_;
  std::size_t columns_;
  std::vector<double> copies_;  // row by row
  std::span<const std::int64_t> weights_;
  double fixed_factor_ = 1;
};

/// The number of columns of recency, frequency and monetary, as a compile-time constant.
using ThreeColumns = std::integral_constant<std::size_t, 3>;

/// Calls `action` with the number of columns: ThreeColumns if it is three, else an integer.
template <class Action>
decltype(auto) with_columns(std::size_t columns, Action&& action) {
  if (columns == ThreeColumns::value) return action(ThreeColumns{});
  return action(columns);
}

/// The squared Euclidean distance of two rows of `columns` numbers, summed in the order of the
/// columns: a vectorised sum would depend on the width of vectors.
[[nodiscard]] inline double squared_distance(const double* a, const double* b,
                                             std::size_t columns) {
  double sum = 0;
  for (std::size_t i = 0; i < columns; ++i) {
    const double difference = a[i] - b[i];
    sum += difference * difference;
  }
  return sum;
}

/// The same for three columns, unrolled, because most time is spent here.
[[nodiscard]] inline double squared_distance(const double* a, const double* b, ThreeColumns) {
  using Row = Eigen::Map<const Eigen::Vector3d>;
  return (Row(a) - Row(b)).squaredNorm();
}

/// A point's nearest centroid (the lowest-numbered of equally near ones) and squared distances.
struct Nearest {
  std::size_t centroid;
  double distance;
  double runner_up;  ///< to the second-nearest centroid; infinite if there is none
};

template <class Columns>
[[nodiscard]] inline Nearest nearest_centroid(const double* point,
                                              const std::vector<double>& centroids,
                                              Columns columns) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  Nearest nearest{0, kInfinity, kInfinity};
  const std::size_t count = centroids.size() / columns;
  for (std::size_t c = 0; c < count; ++c) {
    const double distance = squared_distance(point, &centroids[c * columns], columns);
    // Branchless, because branches would often be mispredicted.
    const double farther = distance > nearest.distance ? distance : nearest.distance;
    nearest.runner_up = farther < nearest.runner_up ? farther : nearest.runner_up;
    const std::size_t nearer = distance < nearest.distance;
    nearest.centroid += nearer * (c - nearest.centroid);
    nearest.distance = distance < nearest.distance ? distance : nearest.distance;
  }
  return nearest;
}

}  // namespace rfmseg
