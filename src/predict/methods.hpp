#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "predict/class_tree.hpp"
#include "predict/method.hpp"
#include "rfmseg/predict/contest.hpp"

namespace rfmseg {

/// The columns of a sample's matrix: features, and what methods without features predict from.
struct SampleColumns {
  std::vector<bool> skewed;  ///< of the features, which come first
  /// Whether the customer bought in the last time as long as that after the split, and how much.
  std::size_t bought_last = 0, spent_last = 0;
  // What models of repeat buying expect, as far as they could be fitted:
  std::optional<std::size_t> alive;  ///< probability
  std::optional<std::size_t> purchases, spend;
};

/// The ways of predicting the target, the simplest first.
[[nodiscard]] std::vector<Method> methods_for(PredictionTarget target,
                                              const SampleColumns& columns);

/// The decision tree of 0 and 1.
[[nodiscard]] ClassTree grow_return_tree(const Matrix& x, const std::vector<double>& y, int depth);
/// The depths of the decision tree's candidates, in their order.
inline constexpr std::array kTreeDepths = {3, 4, 5, 6};

}  // namespace rfmseg
