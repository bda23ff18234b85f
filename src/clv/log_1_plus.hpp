#pragma once

#include <cmath>

namespace rfmseg {

/// log(1 + x) to some 13 digits, in a third of the time of std::log1p() where x is not small.
[[nodiscard]] inline double log_1_plus(double x) {
  constexpr double kSmall = 0.01;
  return x > kSmall ? std::log(1 + x) : std::log1p(x);
}

}  // namespace rfmseg
