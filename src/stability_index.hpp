#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace rfmseg {

/// The population stability index: the sum of (a - e) ln(a / e), where a and e are the actual and
/// the expected share of each group, at least 0.0001.
[[nodiscard]] inline double stability_index(const std::vector<double>& actual,
                                            const std::vector<double>& expected) {
  constexpr double kLeastShare = 1e-4;  // avoids infinite logarithms
  double index = 0;
  for (std::size_t i = 0; i < std::min(actual.size(), expected.size()); ++i) {
    const double a = std::max(actual[i], kLeastShare);
    const double e = std::max(expected[i], kLeastShare);
    index += (a - e) * std::log(a / e);
  }
  return index;
}

}  // namespace rfmseg
