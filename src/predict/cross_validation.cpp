#include "predict/cross_validation.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

#include "predict/linear_models.hpp"
#include "predict/measures.hpp"
#include "predict/standardiser.hpp"
#include "random.hpp"

namespace rfmseg {
namespace {

constexpr int kInnerFolds = 3;

template <class Values>
void shuffle(Values values, Random& random) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[random.below(i)]);
}

RowIndices all_rows(std::size_t count) {
  RowIndices rows(count);
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

/// A candidate's predictions of each customer, fitted to the other folds.
std::vector<double> out_of_fold(const Candidate& candidate, const Matrix& x,
                                const std::vector<double>& y, const std::vector<int>& fold_of,
                                std::uint64_t seed) {
  std::vector<double> predicted(y.size());
  std::vector<std::size_t> columns(x.columns);
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  for (int fold = 0; fold < kInnerFolds; ++fold) {
    const FoldRows rows = rows_of_fold(fold_of, fold);
    const Predictor predictor =
        candidate.fit(part_of(x, rows.outside, columns), part_of(y, rows.outside), seed);
    const std::vector<double> inside = predict(predictor, part_of(x, rows.inside, columns));
    for (std::size_t i = 0; i < inside.size(); ++i) predicted[rows.inside[i]] = inside[i];
  }
  return predicted;
}

/// A logistic curve through scores (Platt, Probabilistic outputs for support vector machines,
/// 1999), with a penalty that is next to none.
LinearOfScores calibration(const std::vector<double>& scores, const std::vector<double>& actual) {
  constexpr double kCost = 1e4;
  Matrix x(scores.size(), 1);
  x.values = scores;
  const Standardiser standardise = standardiser_of(x, {});
  return {standardise, fit_margin(standardise(x), actual, MarginLoss::logistic, kCost),
          LinearOfScores::Range::probability};
}

}  // namespace

std::vector<double> FittedMethod::predict(const Matrix& known) const {
  std::vector<double> values =
      rfmseg::predict(predictor, part_of(known, all_rows(known.rows), columns));
  if (!calibration) return values;
  Matrix scores(values.size(), 1);
  scores.values = std::move(values);
  return rfmseg::predict(*calibration, scores);
}

PredictionSample PredictionSample::part(const RowIndices& rows) const {
  std::vector<std::size_t> columns(known.columns);
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  return {target, part_of(known, rows, columns), part_of(actual, rows)};
}

std::vector<int> stratified_folds(const std::vector<double>& actual, int folds, std::uint64_t seed,
                                  std::uint64_t stream) {
  Random random(seed, stream);
  RowIndices order = all_rows(actual.size());
  shuffle(std::span(order), random);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return actual[i]; });
  std::vector<int> fold_of(actual.size());
  std::vector<int> next(static_cast<std::size_t>(folds));
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t place = i % next.size();
    if (place == 0) {
      std::iota(next.begin(), next.end(), 0);
      shuffle(std::span(next), random);
    }
    fold_of[order[i]] = next[place];
  }
  return fold_of;
}

FoldRows rows_of_fold(const std::vector<int>& fold_of, int fold) {
  FoldRows rows;
  for (std::size_t i = 0; i < fold_of.size(); ++i) {
    (fold_of[i] == fold ? rows.inside : rows.outside).push_back(static_cast<std::uint32_t>(i));
  }
  return rows;
}

TunedMethod fit_method(const Method& method, const PredictionSample& sample, std::uint64_t seed) {
  const Matrix x = part_of(sample.known, all_rows(sample.known.rows), method.columns);
  const bool more_is_better = measures_of(sample.target).front().more_is_better;
  TunedMethod tuned;
  std::vector<double> best_predictions;
  if (method.candidates.size() > 1 || method.orders_only) {
    const std::vector<int> fold_of =
        stratified_folds(sample.actual, kInnerFolds, seed, kFoldStream + 1);
    double best = 0;
    for (std::size_t c = 0; c < method.candidates.size(); ++c) {
      std::vector<double> predicted =
          out_of_fold(method.candidates[c], x, sample.actual, fold_of, seed);
      const double value = first_measure(sample.target, sample.actual, predicted, fold_of);
      if (c > 0 && (more_is_better ? value <= best : value >= best)) continue;
      best = value;
      tuned.candidate = c;
      best_predictions = std::move(predicted);
    }
  }
  tuned.fitted = {method.columns, method.candidates[tuned.candidate].fit(x, sample.actual, seed),
                  std::nullopt};
  if (method.orders_only) tuned.fitted.calibration = calibration(best_predictions, sample.actual);
  return tuned;
}

}  // namespace rfmseg
