#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace rfmseg {

/// A partition of numbers into groups of neighbours.
struct Partition1D {
  std::vector<std::uint8_t> group;  ///< 0 (lowest) to k-1, parallel to the values
  std::vector<double> minimum;      ///< per group, ascending
  std::vector<double> maximum;
  std::vector<std::size_t> size;
  double inertia = 0;  ///< sum of squared distances to the group means; minimal
};

/// Exact one-dimensional k-means by dynamic programming over the sorted distinct values (Wang and
/// Song 2011), in O(k n log n) by the monotonicity of the cuts. Equal values share a group. If
/// there are fewer than k distinct values, each is a group. Of equally good partitions the one with
/// the lower cuts is returned. Inertia is compared in doubles, relative to the median. `values` are
/// finite. Throws DataError if there are none, UsageError unless 1 <= k <= 255.
[[nodiscard]] Partition1D kmeans_1d(std::span<const double> values, int k);
/// The same, without `group`, for `count` values `sorted(0)`, `sorted(1)`, ... in ascending order.
[[nodiscard]] Partition1D groups_1d(std::size_t count,
                                    const std::function<double(std::size_t)>& sorted, int k);

}  // namespace rfmseg
