#pragma once

#include <cstddef>
#include <vector>

#include "predict/matrix.hpp"

namespace rfmseg {

/// Turns columns into z-scores.
struct Standardiser {
  std::vector<bool> logged;  ///< the columns of which the logarithm of 1 + the value is taken first
  std::vector<double> mean;  ///< by column
  std::vector<double> scale;  ///< 1 / deviation; 0 for a column that was constant

  [[nodiscard]] Matrix operator()(const Matrix& matrix) const;
  [[nodiscard]] double raw(double value, std::size_t column) const;
};

/// The one that gives the sample's columns the mean 0 and the deviation 1 (of the population).
/// `logged` is parallel to the columns, or empty for none.
[[nodiscard]] Standardiser standardiser_of(const Matrix& sample, std::vector<bool> logged);

}  // namespace rfmseg
