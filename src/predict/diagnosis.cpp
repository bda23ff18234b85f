#include "predict/diagnosis.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numeric>
#include <utility>

#include "parallel.hpp"
#include "predict/linear_models.hpp"
#include "predict/measures.hpp"
#include "predict/methods.hpp"
#include "predict/standardiser.hpp"
#include "predict/tree_rules.hpp"
#include "random.hpp"

namespace rfmseg {
namespace {

double loss_without(std::size_t column, const PredictionSample& sample,
                    const std::vector<int>& fold_of, const std::vector<FittedMethod>& models,
                    std::uint64_t seed) {
  constexpr std::size_t kMostRows = 20'000;  // in all shuffles
  const std::size_t shuffles =
      std::clamp(kMostRows / sample.actual.size(), std::size_t{1}, std::size_t{5});
  const double sign = measures_of(sample.target).front().more_is_better ? 1 : -1;
  double loss = 0;
  for (std::size_t fold = 0; fold < models.size(); ++fold) {
    PredictionSample inside = sample.part(rows_of_fold(fold_of, static_cast<int>(fold)).inside);
    const FittedMethod& model = models[fold];
    const double whole = first_measure(sample.target, inside.actual, model.predict(inside.known));
    Random random(seed, kFoldStream + 100 + column);
    for (std::size_t s = 0; s < shuffles; ++s) {
      for (std::size_t i = inside.known.rows; i > 1; --i) {
        std::swap(inside.known(i - 1, column), inside.known(random.below(i), column));
      }
      loss +=
          sign * (whole - first_measure(sample.target, inside.actual, model.predict(inside.known)));
    }
  }
  return loss / static_cast<double>(shuffles) / static_cast<double>(models.size());
}

/// The columns of the features, which come first.
Matrix features_of(std::size_t count, const PredictionSample& sample) {
  RowIndices rows(sample.actual.size());
  std::iota(rows.begin(), rows.end(), 0U);
  std::vector<std::size_t> columns(count);
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  return part_of(sample.known, rows, columns);
}

}  // namespace

std::vector<FeatureImportance> importance_of(const std::vector<std::string>& features,
                                             const PredictionSample& sample,
                                             const std::vector<int>& fold_of,
                                             const std::vector<FittedMethod>& models,
                                             std::uint64_t seed, unsigned threads) {
  std::vector<FeatureImportance> importance(features.size());
  in_parallel(features.size(), threads, [&](std::size_t column) {
    importance[column] = {features[column], loss_without(column, sample, fold_of, models, seed)};
  });
  std::ranges::stable_sort(importance, std::greater{}, &FeatureImportance::loss);
  return importance;
}

std::vector<CalibrationBin> calibration_of(const std::vector<double>& actual,
                                           const std::vector<double>& predicted) {
  constexpr std::size_t kBins = 10;
  std::vector<std::size_t> order(actual.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return predicted[i]; });
  std::vector<CalibrationBin> bins;
  for (std::size_t bin = 0, first = 0; bin < kBins; ++bin) {
    // Customers with one prediction share a bin.
    std::size_t last = std::max(first, (bin + 1) * order.size() / kBins);
    while (last > first && last < order.size() &&
           predicted[order[last]] == predicted[order[last - 1]]) {
      ++last;
    }
    if (last == first) continue;
    CalibrationBin one{static_cast<std::int64_t>(last - first), 0, {}};
    std::int64_t back = 0;
    for (; first < last; ++first) {
      one.predicted += predicted[order[first]] / static_cast<double>(one.customers);
      back += actual[order[first]] > 0 ? 1 : 0;
    }
    one.actual = wilson_share(back, one.customers);
    bins.push_back(one);
  }
  return bins;
}

std::vector<TreeNode> return_tree_of(const std::vector<std::string>& features,
                                     const PredictionSample& sample, int depth) {
  const ClassTree tree =
      grow_return_tree(features_of(features.size(), sample), sample.actual, depth);
  std::vector<TreeNode> nodes;
  // The rules are the leaves, in the order in which they are met.
  const std::vector<TreeRule> rules = tree_rules(tree, features, false);
  auto rule = rules.begin();
  const auto visit = [&](const auto& self, std::size_t index, int level,
                         const std::string& branch) -> void {
    const ClassTree::Node& node = tree.nodes[index];
    nodes.push_back({level, node.is_leaf(), branch, node.is_leaf() ? (rule++)->condition : "",
                     std::llround(node.size()), std::llround(node.rows[1])});
    if (node.is_leaf()) return;
    const std::string& name = features[node.column];
    self(self, node.left, level + 1, branch_text(name, node.cut, false));
    self(self, node.right, level + 1, branch_text(name, node.cut, true));
  };
  visit(visit, 0, 0, "");
  return nodes;
}

LassoPath lasso_path_of(std::size_t features, const PredictionSample& sample) {
  constexpr int kSteps = 40;
  constexpr double kLeastShare = 1e-3;
  const Matrix x = features_of(features, sample);
  const Matrix z = standardiser_of(x, {})(x);
  const double largest = largest_lasso_alpha(z, sample.actual);
  LassoPath path;
  std::vector<double> alphas;
  for (int step = 0; step < kSteps; ++step) {
    path.shares.push_back(std::pow(kLeastShare, static_cast<double>(step) / (kSteps - 1)));
    alphas.push_back(largest * path.shares.back());
  }
  path.weights.resize(features);
  for (const LinearModel& model : fit_lasso(z, sample.actual, alphas)) {
    for (std::size_t f = 0; f < features; ++f) path.weights[f].push_back(model.weights[f]);
  }
  return path;
}

ConfusionMatrix confusion_of(const std::vector<double>& actual,
                             const std::vector<double>& predicted) {
  ConfusionMatrix matrix;
  for (std::size_t i = 0; i < actual.size(); ++i) {
    const bool expected = predicted[i] >= 0.5;
    std::int64_t& cell = actual[i] > 0 ? (expected ? matrix.true_positive : matrix.false_negative)
                                       : (expected ? matrix.false_positive : matrix.true_negative);
    ++cell;
  }
  return matrix;
}

}  // namespace rfmseg
