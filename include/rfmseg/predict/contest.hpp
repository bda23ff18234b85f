#pragma once

/// \file
/// Ways of predicting who comes back and what customers spend, each judged by customers that it was
/// not fitted to; and the one to be trusted.
///
///     rfmseg::MeasureOptions options = rfmseg::with_features({.threads = 4});
///     const rfmseg::Customers customers = rfmseg::measure_customers(files, options);
///     const rfmseg::Contest contest = rfmseg::hold_contest(
///         *customers.purchases, split, customers.transactions->as_of, {.threads = 4});
///     const rfmseg::Predictions predictions = rfmseg::predict_customers(
///         *customers.purchases, customers.transactions->as_of, contest.model);

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rfmseg/clv/validation.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/predict/prediction_model.hpp"
#include "rfmseg/rfm/purchase_log.hpp"

namespace rfmseg {

/// A measure of how good predictions are.
struct PredictionMeasure {
  std::string_view name;   ///< in files: `roc_auc`
  std::string_view title;  ///< for people: `ROC AUC`
  bool more_is_better;
  int decimals;  ///< for people
};

/// The measures of a target. Models are compared by the first.
[[nodiscard]] const std::vector<PredictionMeasure>& measures_of(PredictionTarget target);

/// How one model did.
struct ModelTrial {
  std::string name;        ///< `logistic`
  std::string title;       ///< `Logistic regression`
  std::string parameters;  ///< those chosen among all customers: `C = 0.1`; may be empty
  /// Parallel to measures_of(): of predictions of customers that the model was not fitted to, with
  /// 95 % intervals by bootstrap samples of the customers.
  std::vector<Estimate> measures;
  /// By how much the first measure is worse than that of the best model, in the same samples.
  Estimate behind;
  std::vector<double> predicted;  ///< parallel to Contest::actual

  /// Whether it is worse than the best model by more than chance.
  [[nodiscard]] bool is_worse() const { return behind.low > 0; }
};

/// Customers with similar predicted probabilities.
struct CalibrationBin {
  std::int64_t customers = 0;
  double predicted = 0;  ///< mean
  Estimate actual;       ///< the share that came back, with wilson_share()
};

/// What the chosen model needs a feature for.
struct FeatureImportance {
  std::string name;
  /// By how much the first measure gets worse if the feature's values are shuffled.
  double loss = 0;
};

/// Customers at a branch of the decision tree.
struct TreeNode {
  int depth = 0;
  bool is_leaf = false;
  std::string branch;     ///< what parts them from their siblings: `recency > 60`; empty for all
  std::string condition;  ///< of a leaf all of it: `frequency <= 2 and recency > 60`
  std::int64_t customers = 0;
  std::int64_t returned = 0;
};

/// The weights of lasso regression from no penalty that matters to one that leaves none.
struct LassoPath {
  std::vector<double> shares;  ///< penalties over the largest that leaves a weight, descending
  /// For each of Contest::features: the weights of its z-scores at each of the penalties, in money
  /// per standard deviation.
  std::vector<std::vector<double>> weights;
};

/// Whom a model with this many customers predicted to come back, and who did.
struct ConfusionMatrix {
  std::int64_t true_positive = 0, false_positive = 0, false_negative = 0, true_negative = 0;
};

struct Contest {
  PredictionTarget target = PredictionTarget::returns;
  Timestamp split{}, end{};
  std::int64_t customers = 0;  ///< at the split
  std::int64_t returned = 0;   ///< with a purchase after it
  double spend = 0;            ///< of all, after the split
  int folds = 0;
  std::uint64_t seed = 0;
  std::vector<std::string> features;  ///< without those in which all customers are alike
  std::vector<ModelTrial> models;     ///< the simplest first
  /// Models that could not be fitted, and why.
  std::vector<std::pair<std::string, std::string>> missing;
  std::size_t best = 0;    ///< the model with the best first measure
  std::size_t chosen = 0;  ///< as asked for; or the simplest that is not worse than the best one
  bool asked = false;
  /// Of the customers that models are judged by, at most 10,000 of them, drawn at random: 0 and 1,
  /// or the spend after the split.
  std::vector<double> actual;
  std::vector<FeatureImportance> importance;  ///< largest first; empty if the model uses none
  std::vector<CalibrationBin> calibration;    ///< of the chosen model, ascending; for returns
  /// The decision tree of all judged customers, each node before those below it; for returns.
  std::vector<TreeNode> tree;
  LassoPath lasso;            ///< of values, not of logarithms; for spend
  ConfusionMatrix confusion;  ///< likewise, from a probability of 1/2 on
  PredictionModel model;      ///< the chosen one, fitted to all; predict_customers() applies it
};

struct ContestOptions {
  PredictionTarget target = PredictionTarget::returns;
  int folds = 5;            ///< 2 to 20
  std::string model = {};   ///< the name of the model to choose; empty for the best choice
  std::uint64_t seed = 42;  ///< of folds, bootstrap samples and models
  unsigned threads = 1;     ///< does not affect the result
};

/// The names of all models of a target, the simplest first.
[[nodiscard]] std::vector<std::string> model_names(PredictionTarget target);

/// Judges models by what customers of the split did until `end`. The log needs the details of
/// with_features(). Throws UsageError if the split leaves no customers or no time, or for a model
/// that is unknown or was not fitted; DataError if there is too little to learn from.
[[nodiscard]] Contest hold_contest(const PurchaseLog& log, Timestamp split, Timestamp end,
                                   const ContestOptions& options = {});

/// The models of contests of the same customers, split and end; one contest at least.
[[nodiscard]] PredictionModel prediction_model(const std::vector<Contest>& contests,
                                               const std::string& currency);

}  // namespace rfmseg
