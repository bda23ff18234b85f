#pragma once

#include <cstddef>
#include <vector>

#include "cluster/random.hpp"
#include "rfmseg/cluster/features.hpp"

namespace rfmseg {

/// The indices, ascending, of an even sample without replacement of `size` of `count` things: all
/// of them when there are no more (selection sampling: Knuth, TAOCP vol. 2, 3.4.2, algorithm S).
[[nodiscard]] inline std::vector<std::size_t> sample(std::size_t count, std::size_t size,
                                                     Random& random) {
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < count; ++i) {
    if (random.below(count - i) < size - chosen.size()) chosen.push_back(i);
  }
  return chosen;
}

[[nodiscard]] inline FeatureMatrix rows_of(const FeatureMatrix& points,
                                           const std::vector<std::size_t>& rows) {
  FeatureMatrix some;
  some.rows = rows.size();
  some.columns = points.columns;
  some.values.reserve(some.rows * some.columns);
  for (const std::size_t row : rows) {
    const std::span<const double> point = points.row(row);
    some.values.insert(some.values.end(), point.begin(), point.end());
  }
  return some;
}

}  // namespace rfmseg
