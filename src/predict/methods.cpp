#include "predict/methods.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include "predict/boosted_trees.hpp"
#include "predict/kernel_svm.hpp"
#include "predict/linear_models.hpp"
#include "predict/standardiser.hpp"
#include "random.hpp"

namespace rfmseg {
namespace {

/// Support vector machines with a kernel take the square of the time for more customers, and learn
/// little from them.
constexpr std::size_t kMostKernelRows = 4000;

double mean_of(const std::vector<double>& y) {
  return std::accumulate(y.begin(), y.end(), 0.0) / static_cast<double>(y.size());
}

std::vector<std::size_t> first_columns(std::size_t count) {
  std::vector<std::size_t> columns(count);
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  return columns;
}

/// What needs no fit.
Fit always(const Predictor& predictor) {
  return
      [predictor](const Matrix&, const std::vector<double>&, std::uint64_t) { return predictor; };
}

Predictor mean_of_all(const Matrix& /*x*/, const std::vector<double>& y, std::uint64_t /*seed*/) {
  return Constant{mean_of(y)};
}

Predictor mean_of_alike(const Matrix& x, const std::vector<double>& y, std::uint64_t /*seed*/) {
  std::array<double, 2> sum{}, count{};
  for (std::size_t i = 0; i < y.size(); ++i) {
    const std::size_t group = x.values[i] > 0 ? 1 : 0;
    sum[group] += y[i];
    ++count[group];
  }
  MeanOfAlike model;
  for (std::size_t g = 0; g < 2; ++g) {
    model.means[g] = count[g] > 0 ? sum[g] / count[g] : mean_of(y);
  }
  return model;
}

/// A linear model of z-scores; `fit` makes it.
template <class FitModel>
Fit linear(std::vector<bool> logged, LinearOfScores::Range range, FitModel fit) {
  return [logged = std::move(logged), range, fit](const Matrix& x, const std::vector<double>& y,
                                                  std::uint64_t) -> Predictor {
    const Standardiser standardise = standardiser_of(x, logged);
    return LinearOfScores{standardise, fit(standardise(x), y), range};
  };
}

Candidate margin(const std::vector<bool>& logged, MarginLoss loss, double cost) {
  using enum LinearOfScores::Range;
  return {fmt::format("C = {}", cost),
          linear(logged, loss == MarginLoss::logistic ? probability : any,
                 [=](const Matrix& z, const std::vector<double>& y) {
                   return fit_margin(z, y, loss, cost);
                 })};
}

/// Rows at random, no more than a kernel takes.
RowIndices kernel_rows(std::size_t rows, std::uint64_t seed) {
  RowIndices chosen(rows);
  std::iota(chosen.begin(), chosen.end(), 0U);
  if (rows <= kMostKernelRows) return chosen;
  Random random(seed, kFoldStream + 2);
  for (std::size_t i = 0; i < kMostKernelRows; ++i) {
    std::swap(chosen[i], chosen[i + random.below(rows - i)]);
  }
  chosen.resize(kMostKernelRows);
  return chosen;
}

Candidate kernel_svm(const std::vector<bool>& logged, double cost, double times_gamma) {
  const double gamma = times_gamma / static_cast<double>(logged.size());
  return {fmt::format("C = {}, gamma = {:.3g}", cost, gamma),
          [=](const Matrix& x, const std::vector<double>& y, std::uint64_t seed) -> Predictor {
            const Standardiser standardise = standardiser_of(x, logged);
            const RowIndices rows = kernel_rows(x.rows, seed);
            const Matrix z = part_of(standardise(x), rows, first_columns(x.columns));
            return KernelOfScores{standardise, fit_kernel_svm(z, part_of(y, rows), cost, gamma)};
          }};
}

Candidate tree(int depth) {
  return {fmt::format("depth {}", depth),
          [=](const Matrix& x, const std::vector<double>& y, std::uint64_t) -> Predictor {
            return LeafShare{grow_return_tree(x, y, depth)};
          }};
}

Candidate forest(int least_leaf, double column_share, int bins) {
  return {fmt::format("leaves of {} or more", least_leaf),
          [=](const Matrix& x, const std::vector<double>& y, std::uint64_t seed) -> Predictor {
            return fit_forest(
                x, y, {.least_leaf = least_leaf, .bins = bins, .column_share = column_share}, seed);
          }};
}

Candidate boosting(int trees, int depth) {
  return {fmt::format("{} trees of depth {}", trees, depth),
          [=](const Matrix& x, const std::vector<double>& y, std::uint64_t seed) -> Predictor {
            return fit_boosting(x, y, {.trees = trees, .depth = depth, .classes = true}, seed);
          }};
}

const char* scale_of(const std::vector<bool>& logged) {
  return logged.empty() ? "values" : "logarithms";
}

Candidate ridge(const std::vector<bool>& logged, double alpha) {
  return {fmt::format("alpha = {}, of {}", alpha, scale_of(logged)),
          linear(logged, LinearOfScores::Range::not_negative,
                 [=](const Matrix& z, const std::vector<double>& y) {
                   return fit_ridge(z, y, alpha);
                 })};
}

Candidate lasso(const std::vector<bool>& logged, double share) {
  return {fmt::format("alpha = {} of the largest, of {}", share, scale_of(logged)),
          linear(logged, LinearOfScores::Range::not_negative,
                 [=](const Matrix& z, const std::vector<double>& y) {
                   return fit_lasso(z, y, {share * largest_lasso_alpha(z, y)}).front();
                 })};
}

std::vector<Method> return_methods(const SampleColumns& columns) {
  const std::vector<bool>& logged = columns.skewed;
  const std::vector<std::size_t> features = first_columns(logged.size());
  const double share =
      std::sqrt(static_cast<double>(logged.size())) / static_cast<double>(logged.size());
  std::vector<Method> methods = {
      {"majority", "Majority", {columns.of(Signal::bought_last)}, false, {{"", mean_of_all}}},
      {"last-window",
       "As in the last window",
       {columns.of(Signal::bought_last)},
       false,
       {{"", mean_of_alike}}}};
  if (columns.alive) {
    methods.push_back(
        {"alive", "P(alive)", {columns.of(Signal::alive)}, true, {{"", always(OnlyColumn{})}}});
  }
  if (columns.purchases) {
    methods.push_back({"expected",
                       "Expected purchases",
                       {columns.of(Signal::purchases)},
                       true,
                       {{"", always(OnlyColumn{true})}}});
  }
  Method logistic{"logistic", "Logistic regression", features, false, {}};
  Method linear{"linear-svm", "Linear SVM", features, true, {}};
  for (const double cost : {0.01, 0.1, 1.0, 10.0}) {
    logistic.candidates.push_back(margin(logged, MarginLoss::logistic, cost));
    linear.candidates.push_back(margin(logged, MarginLoss::squared_hinge, cost));
  }
  methods.push_back(std::move(logistic));
  Method trees{"tree", "Decision tree", features, false, {}};
  for (const int depth : kTreeDepths) trees.candidates.push_back(tree(depth));
  methods.push_back(std::move(trees));
  methods.push_back(std::move(linear));
  methods.push_back({"rbf-svm",
                     "SVM with RBF kernel",
                     features,
                     true,
                     {kernel_svm(logged, 1, 0.1), kernel_svm(logged, 1, 1)}});
  methods.push_back(
      {"forest", "Random forest", features, false, {forest(20, share, 32), forest(5, share, 32)}});
  methods.push_back({"boosting",
                     "Boosting",
                     features,
                     false,
                     {boosting(50, 2), boosting(50, 3), boosting(100, 3)}});
  return methods;
}

std::vector<Method> spend_methods(const SampleColumns& columns) {
  const std::vector<bool>& logged = columns.skewed;
  const std::vector<std::size_t> features = first_columns(logged.size());
  std::vector<Method> methods = {
      {"mean", "Mean", {columns.of(Signal::spent_last)}, false, {{"", mean_of_all}}},
      {"last-window",
       "As in the last window",
       {columns.of(Signal::spent_last)},
       false,
       {{"", always(OnlyColumn{})}}}};
  if (columns.spend) {
    methods.push_back({"expected",
                       "Expected spend",
                       {columns.of(Signal::spend)},
                       false,
                       {{"", always(OnlyColumn{})}}});
  }
  Method ridges{"ridge", "Ridge regression", features, false, {}};
  Method lassos{"lasso", "Lasso regression", features, false, {}};
  for (const std::vector<bool>& scale : {std::vector<bool>(), logged}) {
    for (const double alpha : {1000.0, 100.0, 10.0, 1.0}) {
      ridges.candidates.push_back(ridge(scale, alpha));
    }
    for (const double share : {0.3, 0.1, 0.03, 0.01, 0.003}) {
      lassos.candidates.push_back(lasso(scale, share));
    }
  }
  methods.push_back(std::move(lassos));
  methods.push_back(std::move(ridges));
  methods.push_back({"forest",
                     "Random forest",
                     features,
                     false,
                     {forest(20, 1.0 / 3, 128), forest(5, 1.0 / 3, 128)}});
  return methods;
}

}  // namespace

ClassTree grow_return_tree(const Matrix& x, const std::vector<double>& y, int depth) {
  constexpr std::size_t kLeastLeaf = 20;
  return grow_tree(x, {y.begin(), y.end()}, 2, {depth, kLeastLeaf});
}

std::vector<Method> methods_for(PredictionTarget target, const SampleColumns& columns) {
  return target == PredictionTarget::returns ? return_methods(columns) : spend_methods(columns);
}

std::vector<std::string> model_names(PredictionTarget target) {
  const SampleColumns all{{true}, true, true, true};
  std::vector<std::string> names;
  for (const Method& method : methods_for(target, all)) names.push_back(method.name);
  return names;
}

}  // namespace rfmseg
