#pragma once

#include <span>
#include <vector>

namespace rfmseg {

/// The ranks of the values from 1; equal values have their mean rank.
[[nodiscard]] std::vector<double> mean_ranks(std::span<const double> values);

/// Spearman's rank correlation: Pearson's of the mean ranks. 0 if all values of one are equal.
[[nodiscard]] double spearman(std::span<const double> a, std::span<const double> b);

}  // namespace rfmseg
