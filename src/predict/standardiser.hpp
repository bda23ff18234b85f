#pragma once

#include <vector>

#include "predict/matrix.hpp"

namespace rfmseg {

/// Turns columns into z-scores: with the mean 0 and the deviation 1 (of the population) in the
/// sample that it is made from. A column that is constant there becomes 0.
class Standardiser {
 public:
  /// `logged`: the columns of which the logarithm of 1 + the value is taken first; parallel to the
  /// columns, or empty for none.
  Standardiser(const Matrix& sample, std::vector<bool> logged);

  [[nodiscard]] Matrix operator()(const Matrix& matrix) const;

 private:
  [[nodiscard]] double raw(double value, std::size_t column) const;

  std::vector<bool> logged_;
  std::vector<double> mean_, scale_;  ///< by column; scale 0 for a constant one
};

}  // namespace rfmseg
