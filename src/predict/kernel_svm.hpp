#pragma once

#include <vector>

#include "predict/matrix.hpp"

namespace rfmseg {

/// A support vector machine with the kernel exp(-gamma |a - b|^2).
struct KernelSvm {
  Matrix vectors;
  std::vector<double> weights;  ///< of the vectors
  double intercept = 0;
  double gamma = 0;

  /// Values of its decision function: positive for the class 1.
  [[nodiscard]] std::vector<double> operator()(const Matrix& of) const;
};

/// By libsvm; `y` has 0 and 1, and both.
[[nodiscard]] KernelSvm fit_kernel_svm(const Matrix& x, const std::vector<double>& y, double cost,
                                       double gamma);

}  // namespace rfmseg
