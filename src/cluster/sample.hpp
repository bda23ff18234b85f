#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "cluster/feature_matrix.hpp"
#include "random.hpp"

namespace rfmseg {

/// The indices, ascending, of a uniform sample without replacement of `size` of `count` items; of
/// all, if there are no more (selection sampling: Knuth, TAOCP vol. 2, 3.4.2, algorithm S).
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
  std::vector<FeatureColumn> columns;
  for (std::size_t c = 0; c < points.columns(); ++c) {
    std::vector<double> values;
    values.reserve(rows.size());
    for (const std::size_t row : rows) values.push_back(points(row, c));
    columns.emplace_back(std::move(values));
  }
  return FeatureMatrix(std::move(columns));
}

}  // namespace rfmseg
