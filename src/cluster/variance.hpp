#pragma once

namespace rfmseg {

/// The mean of `values`, which are not empty; exact if all are equal. Summed in order, so that the
/// result does not depend on the width of vectors.
template <class Values>
[[nodiscard]] double mean_of(const Values& values) {
  const double first = values[0];
  double sum = 0;
  for (const double value : values) sum += value - first;
  return first + sum / static_cast<double>(values.size());
}

/// The population variance of `values`.
template <class Values>
[[nodiscard]] double variance(const Values& values) {
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return squares / static_cast<double>(values.size());
}

}  // namespace rfmseg
