#pragma once

#include <cmath>

namespace rfmseg {

/// The logarithm of the gamma function; x > 0. (std::lgamma() writes to a global variable.)
[[nodiscard]] inline double log_gamma(double x) {
  int sign = 0;
  return ::lgamma_r(x, &sign);
}

/// The derivative of log_gamma(). Abramowitz and Stegun, 6.3.5 and 6.3.18.
[[nodiscard]] inline double digamma(double x) {
  double sum = 0;
  while (x < 10) {
    sum -= 1 / x;
    x += 1;
  }
  const double square = 1 / (x * x);
  return sum + std::log(x) - 0.5 / x -
         square * (1.0 / 12 -
                   square * (1.0 / 120 -
                             square * (1.0 / 252 - square * (1.0 / 240 - square * (1.0 / 132)))));
}

}  // namespace rfmseg
