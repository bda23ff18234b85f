#pragma once

#include <array>
#include <memory>
#include <variant>
#include <vector>

#include "predict/boosted_trees.hpp"
#include "predict/class_tree.hpp"
#include "predict/kernel_svm.hpp"
#include "predict/linear_models.hpp"
#include "predict/matrix.hpp"
#include "predict/standardiser.hpp"

namespace rfmseg {

/// One value for all.
struct Constant {
  double value = 0;
};

/// The only column, or its logarithm, which orders customers as the column does.
struct OnlyColumn {
  bool logged = false;
};

/// The means of those with 0 in the only column, and of those with more.
struct MeanOfAlike {
  std::array<double, 2> means{};
};

/// A weighted sum of z-scores.
struct LinearOfScores {
  enum class Range { any, probability, not_negative };

  Standardiser standardise;
  LinearModel model;
  Range range = Range::any;
};

/// A support vector machine of z-scores.
struct KernelOfScores {
  Standardiser standardise;
  KernelSvm svm;
};

/// The share of the class 1 in a leaf.
struct LeafShare {
  ClassTree tree;
};

/// A fitted model: what it predicts of a row. Plain values, except for trees that XGBoost holds,
/// until kept() turns them into such.
using Predictor = std::variant<Constant, OnlyColumn, MeanOfAlike, LinearOfScores, KernelOfScores,
                               LeafShare, TreeSum, std::shared_ptr<const TreeBooster>>;

[[nodiscard]] std::vector<double> predict(const Predictor& predictor, const Matrix& of);

/// The same without XGBoost.
[[nodiscard]] Predictor kept(Predictor predictor);

}  // namespace rfmseg
