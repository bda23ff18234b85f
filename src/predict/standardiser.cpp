#include "predict/standardiser.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace rfmseg {

Standardiser::Standardiser(const Matrix& sample, std::vector<bool> logged)
    : logged_(std::move(logged)), mean_(sample.columns), scale_(sample.columns) {
  logged_.resize(sample.columns);
  const auto size = static_cast<double>(sample.rows);
  for (std::size_t c = 0; c < sample.columns; ++c) {
    double sum = 0;
    for (std::size_t r = 0; r < sample.rows; ++r) sum += raw(sample(r, c), c);
    mean_[c] = sum / size;
    double squares = 0;
    for (std::size_t r = 0; r < sample.rows; ++r) {
      const double from_mean = raw(sample(r, c), c) - mean_[c];
      squares += from_mean * from_mean;
    }
    const double deviation = std::sqrt(squares / size);
    // What rounding leaves of a constant column is no deviation.
    if (deviation > 1e-12 * std::abs(mean_[c])) scale_[c] = 1 / deviation;
  }
}

double Standardiser::raw(double value, std::size_t column) const {
  return logged_[column] ? std::log1p(std::max(value, 0.0)) : value;
}

Matrix Standardiser::operator()(const Matrix& matrix) const {
  Matrix result(matrix.rows, matrix.columns);
  for (std::size_t r = 0; r < matrix.rows; ++r) {
    for (std::size_t c = 0; c < matrix.columns; ++c) {
      result(r, c) = (raw(matrix(r, c), c) - mean_[c]) * scale_[c];
    }
  }
  return result;
}

}  // namespace rfmseg
