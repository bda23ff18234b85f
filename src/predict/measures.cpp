#include "predict/measures.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

namespace rfmseg {
namespace {

// The order of measures is that of measure_classes() and measure_amounts().
const std::vector<PredictionMeasure> kClassMeasures = {
    {"roc_auc", "ROC AUC", true, 3},   {"average_precision", "Avg. precision", true, 3},
    {"accuracy", "Accuracy", true, 3}, {"balanced_accuracy", "Balanced acc.", true, 3},
    {"brier", "Brier", false, 3},      {"log_loss", "Log loss", false, 3}};
const std::vector<PredictionMeasure> kAmountMeasures = {{"mae", "MAE", false, 2},
                                                        {"rmse", "RMSE", false, 2},
                                                        {"r2", "R2", true, 3},
                                                        {"r2_of_logs", "R2 of logs", true, 3},
                                                        {"spearman", "Spearman", true, 3},
                                                        {"total", "Predicted total", true, 3}};

std::vector<std::uint32_t> ascending(const std::vector<double>& values) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return values[i]; });
  return order;
}

double log_of(double amount) {
  return std::log1p(std::max(amount, 0.0));
}

/// The share of the variance that is explained, from weighted sums.
double explained(double errors, double sum, double squares, double count) {
  const double variance = squares - sum * sum / count;
  return variance > 0 ? 1 - errors / variance : 0;
}

/// The mean rank of each customer in a sample with these counts; ties share theirs.
std::vector<double> ranks_in(const std::vector<double>& counts, const std::vector<double>& values,
                             const std::vector<std::uint32_t>& order) {
  std::vector<double> ranks(values.size());
  double below = 0;
  for (std::size_t first = 0; first < order.size();) {
    double tied = 0;
    std::size_t last = first;
    for (; last < order.size() && values[order[last]] == values[order[first]]; ++last) {
      tied += counts[order[last]];
    }
    for (; first < last; ++first) ranks[order[first]] = below + (tied + 1) / 2;
    below += tied;
  }
  return ranks;
}

}  // namespace

std::string_view to_string(PredictionTarget target) {
  return target == PredictionTarget::returns ? "returns" : "spend";
}

const std::vector<PredictionMeasure>& measures_of(PredictionTarget target) {
  return target == PredictionTarget::returns ? kClassMeasures : kAmountMeasures;
}

JudgedPredictions::JudgedPredictions(PredictionTarget target, std::vector<double> actual,
                                     std::vector<double> predicted, std::vector<int> fold_of)
    : target_(target),
      actual_(std::move(actual)),
      predicted_(std::move(predicted)),
      fold_of_(std::move(fold_of)),
      by_prediction_(ascending(predicted_)) {
  if (target == PredictionTarget::spend) {
    by_actual_ = ascending(actual_);
    return;
  }
  fold_of_.resize(actual_.size());
  by_fold_ = by_prediction_;
  std::ranges::stable_sort(by_fold_, {}, [&](std::uint32_t i) { return fold_of_[i]; });
}

std::vector<double> JudgedPredictions::measure(const std::vector<double>& counts) const {
  return target_ == PredictionTarget::returns ? measure_classes(counts) : measure_amounts(counts);
}

double JudgedPredictions::first_measure(const std::vector<double>& counts) const {
  if (target_ == PredictionTarget::returns) return roc_area(counts);
  double errors = 0;
  double size = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    errors += counts[i] * std::abs(actual_[i] - predicted_[i]);
    size += counts[i];
  }
  return errors / size;
}

std::vector<double> JudgedPredictions::measure() const {
  return measure(std::vector<double>(actual_.size(), 1));
}

/// The probability that a customer who came back has a higher prediction than one of the same fold
/// who did not.
double JudgedPredictions::roc_area(const std::vector<double>& counts) const {
  double area = 0;
  double pairs = 0;
  double back = 0;
  double away = 0;
  int fold = -1;
  for (std::size_t i = 0; i < by_fold_.size();) {
    const std::uint32_t first = by_fold_[i];
    if (fold_of_[first] != fold) {
      pairs += back * away;
      back = away = 0;
      fold = fold_of_[first];
    }
    double tied_back = 0;
    double tied_away = 0;
    for (; i < by_fold_.size() && fold_of_[by_fold_[i]] == fold &&
           predicted_[by_fold_[i]] == predicted_[first];
         ++i) {
      (actual_[by_fold_[i]] > 0 ? tied_back : tied_away) += counts[by_fold_[i]];
    }
    area += tied_back * (away + tied_away / 2);
    back += tied_back;
    away += tied_away;
  }
  pairs += back * away;
  return pairs > 0 ? area / pairs : 0.5;
}

/// The mean precision over steps of recall, as scikit-learn has it.
double JudgedPredictions::average_precision(const std::vector<double>& counts) const {
  double sum = 0;
  double back = 0;
  double seen = 0;
  for (std::size_t i = by_prediction_.size(); i > 0;) {
    const double prediction = predicted_[by_prediction_[i - 1]];
    double tied_back = 0;
    for (; i > 0 && predicted_[by_prediction_[i - 1]] == prediction; --i) {
      const std::uint32_t customer = by_prediction_[i - 1];
      if (actual_[customer] > 0) tied_back += counts[customer];
      seen += counts[customer];
    }
    back += tied_back;
    if (seen > 0) sum += tied_back * back / seen;
  }
  return back > 0 ? sum / back : 0;
}

std::vector<double> JudgedPredictions::measure_classes(const std::vector<double>& counts) const {
  constexpr double kLeast = 1e-15;
  double size = 0, back = 0, hits_back = 0, hits_away = 0, brier = 0, loss = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const bool is_back = actual_[i] > 0;
    const double p = std::clamp(predicted_[i], kLeast, 1 - kLeast);
    size += counts[i];
    if (is_back) back += counts[i];
    if (is_back && p >= 0.5) hits_back += counts[i];
    if (!is_back && p < 0.5) hits_away += counts[i];
    brier += counts[i] * (actual_[i] - p) * (actual_[i] - p);
    loss -= counts[i] * std::log(is_back ? p : 1 - p);
  }
  const double away = size - back;
  const double balanced =
      ((back > 0 ? hits_back / back : 0.5) + (away > 0 ? hits_away / away : 0.5)) / 2;
  return {roc_area(counts),
          average_precision(counts),
          (hits_back + hits_away) / size,
          balanced,
          brier / size,
          loss / size};
}

double JudgedPredictions::rank_correlation(const std::vector<double>& counts) const {
  const std::vector<double> x = ranks_in(counts, predicted_, by_prediction_);
  const std::vector<double> y = ranks_in(counts, actual_, by_actual_);
  const double mean = (std::accumulate(counts.begin(), counts.end(), 0.0) + 1) / 2;
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    xy += counts[i] * (x[i] - mean) * (y[i] - mean);
    xx += counts[i] * (x[i] - mean) * (x[i] - mean);
    yy += counts[i] * (y[i] - mean) * (y[i] - mean);
  }
  return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : 0;
}

std::vector<double> JudgedPredictions::measure_amounts(const std::vector<double>& counts) const {
  double size = 0, absolute = 0, squared = 0, sum = 0, squares = 0, predicted = 0;
  double log_squared = 0, log_sum = 0, log_squares = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const double error = actual_[i] - predicted_[i];
    size += counts[i];
    absolute += counts[i] * std::abs(error);
    squared += counts[i] * error * error;
    sum += counts[i] * actual_[i];
    squares += counts[i] * actual_[i] * actual_[i];
    predicted += counts[i] * predicted_[i];
    const double log_actual = log_of(actual_[i]);
    const double log_error = log_actual - log_of(predicted_[i]);
    log_squared += counts[i] * log_error * log_error;
    log_sum += counts[i] * log_actual;
    log_squares += counts[i] * log_actual * log_actual;
  }
  return {absolute / size,
          std::sqrt(squared / size),
          explained(squared, sum, squares, size),
          explained(log_squared, log_sum, log_squares, size),
          rank_correlation(counts),
          sum != 0 ? predicted / sum : 0};
}

double first_measure(PredictionTarget target, const std::vector<double>& actual,
                     const std::vector<double>& predicted, const std::vector<int>& fold_of) {
  return JudgedPredictions(target, actual, predicted, fold_of)
      .first_measure(std::vector<double>(actual.size(), 1));
}

}  // namespace rfmseg
