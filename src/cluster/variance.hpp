#pragma once

#include <span>

namespace rfmseg {

/// The mean of `values`, of which there are some: the value itself where all are the same. Sums are
/// added in order, so that they round the same whatever the width of vectors.
[[nodiscard]] inline double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value - values.front();
  return values.front() + sum / static_cast<double>(values.size());
}

/// Their population variance.
[[nodiscard]] inline double variance(std::span<const double> values) {
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return squares / static_cast<double>(values.size());
}

}  // namespace rfmseg
