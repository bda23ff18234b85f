#pragma once

#include <cstddef>
#include <random>
#include <utility>
#include <vector>

#include "cluster/feature_matrix.hpp"

namespace rfmseg::test {

/// A matrix from its rows, as one writes them down.
inline FeatureMatrix feature_rows(const std::vector<std::vector<double>>& rows) {
  std::vector<FeatureColumn> columns;
  for (std::size_t c = 0; c < rows.front().size(); ++c) {
    std::vector<double> values;
    for (const std::vector<double>& row : rows) values.push_back(row[c]);
    columns.emplace_back(std::move(values));
  }
  return FeatureMatrix(std::move(columns));
}

/// The rows of a matrix, to compare or change.
inline std::vector<std::vector<double>> rows_in(const FeatureMatrix& matrix) {
  std::vector<std::vector<double>> rows(matrix.rows(), std::vector<double>(matrix.columns()));
  for (std::size_t i = 0; i < rows.size(); ++i) matrix.read_row(i, rows[i].data());
  return rows;
}

/// Points on a line.
inline FeatureMatrix on_a_line(const std::vector<double>& values) {
  return FeatureMatrix({FeatureColumn(values)});
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
