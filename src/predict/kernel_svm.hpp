#pragma once

#include <vector>

#include "predict/matrix.hpp"
#include "predict/method.hpp"

namespace rfmseg {

/// A support vector machine with the kernel exp(-gamma |a - b|^2) (libsvm); predicts values of its
/// decision function. `y` has 0 and 1, and both.
[[nodiscard]] Predictor fit_kernel_svm(const Matrix& x, const std::vector<double>& y, double cost,
                                       double gamma);

}  // namespace rfmseg
