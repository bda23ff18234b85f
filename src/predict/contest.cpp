#include "rfmseg/predict/contest.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <numeric>
#include <span>
#include <utility>

#include "clv/later_purchases.hpp"
#include "parallel.hpp"
#include "plural.hpp"
#include "predict/cross_validation.hpp"
#include "predict/known_customers.hpp"
#include "predict/measures.hpp"
#include "predict/methods.hpp"
#include "random.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

constexpr std::int64_t kLeastCustomers = 50;
constexpr std::int64_t kLeastOfEach = 10;

/// The models of each method and fold.
using FoldModels = std::vector<std::vector<FittedMethod>>;

/// Throws if nothing can be learned from these customers.
void check_sample(const Contest& contest, const KnownCustomers& known) {
  const std::int64_t away = contest.customers - contest.returned;
  const std::string bought = fmt::format("{} of {} bought from {} to {}", contest.returned,
                                         plural(contest.customers, "customer"),
                                         to_string(contest.split), to_string(contest.end));
  if (contest.customers < kLeastCustomers) {
    throw DataError(ErrorKind::no_data,
                    fmt::format("{} by the split at {}: too few to learn from, as at least {} are "
                                "needed (hint: a later split, or more data)",
                                plural(contest.customers, "customer"), to_string(contest.split),
                                kLeastCustomers));
  }
  if (contest.returned < kLeastOfEach) {
    throw DataError(ErrorKind::no_data,
                    fmt::format("{}: too few to learn from (hint: an earlier split)", bought));
  }
  if (contest.target == PredictionTarget::returns && away < kLeastOfEach) {
    throw DataError(ErrorKind::no_data,
                    fmt::format("{}: too few others to learn from (hint: a later split)", bought));
  }
  if (known.names.empty()) {
    throw DataError(ErrorKind::no_data,
                    fmt::format("by the split at {} all customers are alike: nothing tells apart "
                                "those who come back (hint: a later split)",
                                to_string(contest.split)));
  }
}

/// An estimate from all customers with the interval of bootstrap samples.
Estimate with_interval(double value, std::vector<double> samples) {
  std::ranges::sort(samples);
  const std::size_t cut = samples.size() / 40;
  return {value, samples[cut], samples[samples.size() - 1 - cut]};
}

/// Measures of all models in bootstrap samples of the customers, which are the same for all.
void measure_models(Contest& contest, const std::vector<int>& fold_of, unsigned threads) {
  constexpr std::size_t kMostSamples = 1000;
  constexpr std::size_t kMostDraws = 20'000'000;
  std::vector<JudgedPredictions> judged;
  for (const ModelTrial& model : contest.models) {
    judged.emplace_back(contest.target, contest.actual, model.predicted, fold_of);
  }
  const std::size_t size = contest.actual.size();
  const std::size_t samples = std::clamp(kMostDraws / size, std::size_t{200}, kMostSamples);
  const std::size_t measures = measures_of(contest.target).size();
  // By model, measure and sample.
  std::vector<std::vector<std::vector<double>>> found(
      judged.size(), std::vector(measures, std::vector<double>(samples)));
  in_parallel(samples, threads, [&](std::size_t sample) {
    Random random(contest.seed, kFoldStream + 1000 + sample);
    std::vector<double> counts(size);
    for (std::size_t i = 0; i < size; ++i) ++counts[random.below(size)];
    for (std::size_t m = 0; m < judged.size(); ++m) {
      const std::vector<double> values = judged[m].measure(counts);
      for (std::size_t k = 0; k < measures; ++k) found[m][k][sample] = values[k];
    }
  });
  for (std::size_t m = 0; m < judged.size(); ++m) {
    const std::vector<double> values = judged[m].measure();
    for (std::size_t k = 0; k < measures; ++k) {
      contest.models[m].measures.push_back(with_interval(values[k], found[m][k]));
    }
  }
  const double sign = measures_of(contest.target).front().more_is_better ? 1 : -1;
  const auto height = [&](const ModelTrial& model) { return sign * model.measures.front().value; };
  contest.best = static_cast<std::size_t>(std::ranges::max_element(contest.models, {}, height) -
                                          contest.models.begin());
  const ModelTrial& best = contest.models[contest.best];
  for (std::size_t m = 0; m < judged.size(); ++m) {
    if (m == contest.best) continue;
    std::vector<double> behind(samples);
    for (std::size_t s = 0; s < samples; ++s) {
      behind[s] = sign * (found[contest.best][0][s] - found[m][0][s]);
    }
    contest.models[m].behind = with_interval(height(best) - height(contest.models[m]), behind);
  }
}

/// The asked model, or the simplest that is not worse than the best one.
std::size_t choose_model(const Contest& contest, const std::string& asked) {
  const auto found = asked.empty() ? std::ranges::find_if_not(contest.models, &ModelTrial::is_worse)
                                   : std::ranges::find(contest.models, asked, &ModelTrial::name);
  if (found != contest.models.end()) {
    return static_cast<std::size_t>(found - contest.models.begin());
  }
  for (const auto& [name, why] : contest.missing) {
    if (name == asked) throw UsageError(fmt::format("the model {} was not fitted: {}", asked, why));
  }
  std::string names;
  for (const std::string& name : model_names(contest.target)) {
    names += fmt::format("{}{}", names.empty() ? "" : ", ", name);
  }
  throw UsageError(fmt::format("{} is no model of {} (hint: one of {})", asked,
                               to_string(contest.target), names));
}

/// What the first measure loses, over all folds, when one column of the customers is shuffled.
double importance_of(std::size_t column, const Sample& sample, const std::vector<int>& fold_of,
                     const std::vector<FittedMethod>& models, std::uint64_t seed) {
  constexpr int kShuffles = 5;
  const double sign = measures_of(sample.target).front().more_is_better ? 1 : -1;
  double loss = 0;
  for (std::size_t fold = 0; fold < models.size(); ++fold) {
    Sample inside = sample.part(rows_of_fold(fold_of, static_cast<int>(fold)).inside);
    const Predictor& predict = models[fold].predict;
    const double whole = first_measure(sample.target, inside.actual, predict(inside.known));
    Random random(seed, kFoldStream + 100 + column);
    for (int s = 0; s < kShuffles; ++s) {
      for (std::size_t i = inside.known.rows; i > 1; --i) {
        std::swap(inside.known(i - 1, column), inside.known(random.below(i), column));
      }
      loss += sign * (whole - first_measure(sample.target, inside.actual, predict(inside.known)));
    }
  }
  return loss / static_cast<double>(kShuffles) / static_cast<double>(models.size());
}

void set_importance(Contest& contest, const Sample& sample, const std::vector<int>& fold_of,
                    const Method& method, const std::vector<FittedMethod>& models,
                    unsigned threads) {
  if (method.columns.size() != contest.features.size()) return;
  contest.importance.resize(contest.features.size());
  in_parallel(contest.features.size(), threads, [&](std::size_t column) {
    contest.importance[column] = {contest.features[column],
                                  importance_of(column, sample, fold_of, models, contest.seed)};
  });
  std::ranges::stable_sort(contest.importance, std::greater{}, &FeatureImportance::loss);
}

/// Tenths of the customers by predicted probability.
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

/// Judges every method by folds; models of each method and fold.
FoldModels run_folds(const std::vector<Method>& methods, const Sample& sample,
                     const std::vector<int>& fold_of, unsigned threads, Contest& contest) {
  const auto folds = static_cast<std::size_t>(contest.folds);
  FoldModels models(methods.size(), std::vector<FittedMethod>(folds));
  for (const Method& method : methods) {
    contest.models.push_back(
        {method.name, method.title, {}, {}, {}, std::vector<double>(sample.actual.size())});
  }
  in_parallel(methods.size() * folds, threads, [&](std::size_t task) {
    // The last methods take the longest.
    const std::size_t m = methods.size() - 1 - task / folds;
    const std::size_t fold = task % folds;
    const FoldRows rows = rows_of_fold(fold_of, static_cast<int>(fold));
    models[m][fold] = fit_method(methods[m], sample.part(rows.outside), contest.seed);
    const std::vector<double> inside = models[m][fold].predict(sample.part(rows.inside).known);
    for (std::size_t i = 0; i < inside.size(); ++i) {
      contest.models[m].predicted[rows.inside[i]] = inside[i];
    }
  });
  return models;
}

void note_missing(const KnownCustomers& known, Contest& contest) {
  const bool returns = contest.target == PredictionTarget::returns;
  const SampleColumns& columns = known.columns;
  if (returns && !columns.alive) contest.missing.emplace_back("alive", known.no_repeats);
  const bool expected = returns ? columns.purchases.has_value() : columns.spend.has_value();
  if (!expected) {
    contest.missing.emplace_back("expected", returns ? known.no_repeats : known.no_spend);
  }
}

}  // namespace

Contest hold_contest(const PurchaseLog& log, Timestamp split, Timestamp end,
                     const ContestOptions& options) {
  if (split >= end) {
    throw UsageError(fmt::format("the split at {} leaves nothing after it: the data end at {}",
                                 to_string(split), to_string(end)));
  }
  // A purchase at the midnight of the split is one after it.
  const Timestamp last_before = split - std::chrono::seconds(1);
  const auto horizon = std::chrono::duration_cast<std::chrono::seconds>(end - split);
  const KnownCustomers known = known_customers(log, {last_before, split, horizon}, options.threads);
  if (known.features.ids.empty()) {
    throw UsageError(fmt::format("no customer has bought by the split at {}", to_string(split)));
  }
  Contest contest;
  contest.target = options.target;
  contest.split = split;
  contest.end = end;
  contest.folds = options.folds;
  contest.seed = options.seed;
  contest.features = known.names;
  contest.asked = !options.model.empty();
  for (const Later& one : later_purchases(log, known.features.ids, last_before, end)) {
    const bool back = one.orders > 0;
    const double spend = one.spend.to_double();
    ++contest.customers;
    contest.returned += back ? 1 : 0;
    contest.spend += spend;
    contest.actual.push_back(options.target == PredictionTarget::returns ? (back ? 1 : 0) : spend);
  }
  check_sample(contest, known);
  note_missing(known, contest);

  const std::vector<Method> methods = methods_for(options.target, known.columns);
  const Sample sample{options.target, known.matrix, contest.actual};
  const std::vector<int> fold_of =
      stratified_folds(contest.actual, options.folds, options.seed, kFoldStream);
  const FoldModels models = run_folds(methods, sample, fold_of, options.threads, contest);
  measure_models(contest, fold_of, options.threads);
  contest.chosen = choose_model(contest, options.model);
  const Method& method = methods[contest.chosen];
  set_importance(contest, sample, fold_of, method, models[contest.chosen], options.threads);
  if (options.target == PredictionTarget::returns) {
    const std::vector<double>& predicted = contest.models[contest.chosen].predicted;
    contest.calibration = calibration_of(contest.actual, predicted);
    contest.confusion = confusion_of(contest.actual, predicted);
  }

  // All methods once more, for the parameters; one of them predicts.
  std::vector<FittedMethod> finals(methods.size());
  in_parallel(methods.size(), options.threads, [&](std::size_t task) {
    const std::size_t m = methods.size() - 1 - task;
    finals[m] = fit_method(methods[m], sample, options.seed);
    contest.models[m].parameters = methods[m].candidates[finals[m].candidate].parameters;
  });
  const bool repeats =
      method.columns.size() == 1 && method.columns.front() > known.columns.spent_last;
  const KnownCustomers now =
      known_customers(log, {end, end, horizon}, known, repeats, options.threads);
  if (repeats && !now.no_repeats.empty()) throw DataError(now.no_repeats);
  contest.ids = now.features.ids;
  contest.scores = finals[contest.chosen].predict(now.matrix);
  return contest;
}

}  // namespace rfmseg
