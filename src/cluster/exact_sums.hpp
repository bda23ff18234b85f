#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cluster/points.hpp"
#include "rfmseg/load/decimal.hpp"

namespace rfmseg {

/// The size and the sum of each cluster, weighted. Sums are fixed-point numbers and exact: points
/// can be moved without adding up again, and means depend neither on the order of moves nor on the
/// number of threads.
class ExactSums {
 public:
  ExactSums(const Points& points, std::size_t clusters);

  /// `point` is its features.
  void add(const double* point, std::int64_t weight, std::size_t cluster);
  void move(const double* point, std::int64_t weight, std::size_t from, std::size_t to);
  /// Adds what was added and moved in `changes`, which must be of the same points.
  void merge(const ExactSums& changes);

  [[nodiscard]] std::int64_t size(std::size_t cluster) const { return sizes_[cluster]; }

  /// Writes the mean of a cluster, which must not be empty, to its row of `centroids`.
  void write_mean(std::size_t cluster, std::vector<double>& centroids) const;

 private:
  const Points& points_;
  std::vector<std::int64_t> sizes_;
  std::vector<Int128> sums_;  // clusters x columns, by row
};

}  // namespace rfmseg
