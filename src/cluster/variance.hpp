#pragma once

namespace rfmseg {

/// The mean of `values`, of which there are some: the value itself where all are the same. Sums are
/// added in order, so that they round the same whatever the width of vectors.
template <class Values>
[[nodiscard]] double mean_of(const Values& values) {
  const double first = values[0];
  double sum = 0;
  for (const double value : values) sum += value - first;
  return first + sum / static_cast<double>(values.size());
}

/// Their population variance.
template <class Values>
[[nodiscard]] double variance(const Values& values) {
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return squares / static_cast<double>(values.size());
}

}  // namespace rfmseg
