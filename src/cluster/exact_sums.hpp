#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cluster/points.hpp"
#include "rfmseg/load/decimal.hpp"

namespace rfmseg {

/// The size and the sum of the members of each cluster, points by their weights. The sums are of
/// fixed-point numbers and never round: a point can be moved without summing afresh, and neither
/// the order of the moves nor the number of threads leaves a trace in a mean.
class ExactSums {
 public:
  ExactSums(const Points& points, std::size_t clusters);

  /// `point` are the features of the point.
  void add(const double* point, std::int64_t weight, std::size_t cluster);
  void move(const double* point, std::int64_t weight, std::size_t from, std::size_t to);
  /// Takes over what was added and moved in sums of the same points.
  void merge(const ExactSums& changes);

  [[nodiscard]] std::int64_t size(std::size_t cluster) const { return sizes_[cluster]; }

  /// Writes the mean of a cluster that has members to its row of `centroids`.
  void write_mean(std::size_t cluster, std::vector<double>& centroids) const;

 private:
  const Points& points_;
  std::vector<std::int64_t> sizes_;
  std::vector<Int128> sums_;  // clusters x columns, row by row
};

}  // namespace rfmseg
