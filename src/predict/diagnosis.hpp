#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "predict/cross_validation.hpp"
#include "predict/method.hpp"
#include "rfmseg/predict/contest.hpp"

namespace rfmseg {

/// What a model needs each of the features for, which are the method's columns: what the first
/// measure loses, over all folds, when the values of one are shuffled. `models`: of each fold.
[[nodiscard]] std::vector<FeatureImportance> importance_of(const std::vector<std::string>& features,
                                                           const PredictionSample& sample,
                                                           const std::vector<int>& fold_of,
                                                           const std::vector<FittedMethod>& models,
                                                           std::uint64_t seed, unsigned threads);

/// Tenths of the customers by predicted probability.
[[nodiscard]] std::vector<CalibrationBin> calibration_of(const std::vector<double>& actual,
                                                         const std::vector<double>& predicted);

/// The nodes of a decision tree of the first columns, which are the features.
[[nodiscard]] std::vector<TreeNode> return_tree_of(const std::vector<std::string>& features,
                                                   const PredictionSample& sample, int depth);

/// The weights of the first columns at 40 penalties.
[[nodiscard]] LassoPath lasso_path_of(std::size_t features, const PredictionSample& sample);

[[nodiscard]] ConfusionMatrix confusion_of(const std::vector<double>& actual,
                                           const std::vector<double>& predicted);

}  // namespace rfmseg
