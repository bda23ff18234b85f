#pragma once

#include <cstddef>
#include <random>
#include <vector>

#include "rfmseg/cluster/features.hpp"

namespace rfmseg::test {

/// A matrix from its rows, as one writes them down.
inline FeatureMatrix feature_rows(const std::vector<std::vector<double>>& rows) {
  FeatureMatrix matrix;
  matrix.rows = rows.size();
  matrix.columns = rows.front().size();
  for (const std::vector<double>& row : rows) {
    matrix.values.insert(matrix.values.end(), row.begin(), row.end());
  }
  return matrix;
}

/// Points on a line.
inline FeatureMatrix on_a_line(const std::vector<double>& values) {
  return {values.size(), 1, values};
}

/// `count` points around each of `centres` random centres; the spread makes the groups overlap.
inline FeatureMatrix blobs(std::size_t centres, std::size_t count, std::size_t columns,
                           double spread, std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  const auto uniform = [&] { return static_cast<double>(engine() >> 11) * 0x1p-52 - 1; };
  std::vector<std::vector<double>> rows;
  for (std::size_t centre = 0; centre < centres; ++centre) {
    std::vector<double> middle(columns);
    for (double& coordinate : middle) coordinate = 3 * uniform();
    for (std::size_t i = 0; i < count; ++i) {
      rows.push_back(middle);
      for (double& x : rows.back()) x += spread * (uniform() + uniform() + uniform());
    }
  }
  return feature_rows(rows);
}

}  // namespace rfmseg::test
