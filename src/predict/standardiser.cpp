#include "predict/standardiser.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace rfmseg {

Standardiser standardiser_of(const Matrix& sample, std::vector<bool> logged) {
  const std::size_t columns = sample.columns;
  Standardiser made{std::move(logged), std::vector<double>(columns), std::vector<double>(columns)};
  made.logged.resize(columns);
  const auto size = static_cast<double>(sample.rows);
  for (std::size_t c = 0; c < columns; ++c) {
    double sum = 0;
    for (std::size_t r = 0; r < sample.rows; ++r) sum += made.raw(sample(r, c), c);
    made.mean[c] = sum / size;
    double squares = 0;
    for (std::size_t r = 0; r < sample.rows; ++r) {
      const double from_mean = made.raw(sample(r, c), c) - made.mean[c];
      squares += from_mean * from_mean;
    }
    const double deviation = std::sqrt(squares / size);
    // What rounding leaves of a constant column is not a deviation.
    if (deviation > 1e-12 * std::abs(made.mean[c])) made.scale[c] = 1 / deviation;
  }
  return made;
}

double Standardiser::raw(double value, std::size_t column) const {
  return logged[column] ? std::log1p(std::max(value, 0.0)) : value;
}

Matrix Standardiser::operator()(const Matrix& matrix) const {
  Matrix result(matrix.rows, matrix.columns);
  for (std::size_t r = 0; r < matrix.rows; ++r) {
    for (std::size_t c = 0; c < matrix.columns; ++c) {
      result(r, c) = (raw(matrix(r, c), c) - mean[c]) * scale[c];
    }
  }
  return result;
}

}  // namespace rfmseg
