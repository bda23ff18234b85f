#include "rfmseg/predict/contest.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <numeric>
#include <utility>

#include "clv/later_purchases.hpp"
#include "parallel.hpp"
#include "plural.hpp"
#include "predict/comparison.hpp"
#include "predict/cross_validation.hpp"
#include "predict/diagnosis.hpp"
#include "predict/known_customers.hpp"
#include "predict/methods.hpp"
#include "predict/model_features.hpp"
#include "random.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

constexpr std::int64_t kLeastCustomers = 50;
constexpr std::int64_t kLeastOfEach = 10;
/// More hardly move the figures, and take minutes.
constexpr std::size_t kMostJudged = 10'000;

/// The models of each method and fold.
using FoldModels = std::vector<std::vector<FittedMethod>>;

/// Throws if nothing can be learned from these customers.
void check_sample(const Contest& contest, const KnownCustomers& known) {
  const std::int64_t away = contest.customers - contest.returned;
  const std::string bought =
      fmt::format("{} of {} bought from {} to {}", contest.returned,
                  plural(static_cast<std::uint64_t>(contest.customers), "customer"),
                  to_string(contest.split), to_string(contest.end));
  if (contest.customers < kLeastCustomers) {
    throw DataError(ErrorKind::no_data,
                    fmt::format("{} by the split at {}: too few to learn from, at least {} are "
                                "required (hint: a later split, or more data)",
                                plural(static_cast<std::uint64_t>(contest.customers), "customer"),
                                to_string(contest.split), kLeastCustomers));
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
                    fmt::format("by the split at {} all customers have the same features, so "
                                "nothing predicts who comes back (hint: a later split)",
                                to_string(contest.split)));
  }
}

/// Judges every method by folds; models of each method and fold.
FoldModels run_folds(const std::vector<Method>& methods, const PredictionSample& sample,
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
    models[m][fold] = fit_method(methods[m], sample.part(rows.outside), contest.seed).fitted;
    const std::vector<double> inside = models[m][fold].predict(sample.part(rows.inside).known);
    for (std::size_t i = 0; i < inside.size(); ++i) {
      contest.models[m].predicted[rows.inside[i]] = inside[i];
    }
  });
  return models;
}

/// Throws if a model that is asked for is not one of the methods.
void check_model(const std::string& asked, const std::vector<Method>& methods,
                 const Contest& contest) {
  if (asked.empty() || std::ranges::find(methods, asked, &Method::name) != methods.end()) return;
  for (const auto& [name, why] : contest.missing) {
    if (name == asked) throw UsageError(fmt::format("the model {} was not fitted: {}", asked, why));
  }
  std::string names;
  for (const std::string& name : model_names(contest.target)) {
    names += fmt::format("{}{}", names.empty() ? "" : ", ", name);
  }
  throw UsageError(fmt::format("{} is not a model of {} (hint: one of {})", asked,
                               to_string(contest.target), names));
}

/// The customers that models are judged by: all, or some at random.
RowIndices judged_rows(std::size_t customers, std::uint64_t seed) {
  RowIndices rows(customers);
  std::iota(rows.begin(), rows.end(), 0U);
  if (customers <= kMostJudged) return rows;
  Random random(seed, kFoldStream + 3);
  for (std::size_t i = 0; i < kMostJudged; ++i) {
    std::swap(rows[i], rows[i + random.below(customers - i)]);
  }
  rows.resize(kMostJudged);
  std::ranges::sort(rows);
  return rows;
}

/// Chooses the parameters of all models in the whole sample, and fits the chosen model to all.
FittedMethod fit_finally(const std::vector<Method>& methods, const PredictionSample& sample,
                         const PredictionSample& all, unsigned threads, Contest& contest) {
  std::vector<TunedMethod> tuned(methods.size());
  in_parallel(methods.size(), threads, [&](std::size_t task) {
    const std::size_t m = methods.size() - 1 - task;
    tuned[m] = fit_method(methods[m], sample, contest.seed);
    contest.models[m].parameters = methods[m].candidates[tuned[m].candidate].parameters;
    if (methods[m].name == "tree") {
      contest.tree = return_tree_of(contest.features, sample, kTreeDepths[tuned[m].candidate]);
    } else if (methods[m].name == "lasso") {
      contest.lasso = lasso_path_of(contest.features.size(), sample);
    }
  });
  TunedMethod& chosen = tuned[contest.chosen];
  if (sample.actual.size() != all.actual.size()) {
    Method method = methods[contest.chosen];
    method.candidates = {method.candidates[chosen.candidate]};
    chosen = fit_method(method, all, contest.seed);
  }
  chosen.fitted.predictor = kept(std::move(chosen.fitted.predictor));
  return std::move(chosen.fitted);
}

/// The features that are columns, and their distributions.
std::vector<ModelFeature> model_features(const KnownCustomers& known) {
  std::vector<ModelFeature> features;
  for (const CustomerFeature& feature : known.features.features) {
    if (std::ranges::find(known.names, feature.name) == known.names.end()) continue;
    features.push_back(distribution_of(feature));
  }
  return features;
}

void note_missing(const KnownCustomers& known, Contest& contest) {
  const bool returns = contest.target == PredictionTarget::returns;
  const SampleColumns& columns = known.columns;
  if (returns && !columns.alive) contest.missing.emplace_back("alive", known.no_repeats);
  const bool expected = returns ? columns.purchases : columns.spend;
  if (!expected) {
    contest.missing.emplace_back("expected", returns ? known.no_repeats : known.no_spend);
  }
}

}  // namespace

Contest hold_contest(const PurchaseLog& log, Timestamp split, Timestamp end,
                     const ContestOptions& options) {
  if (split >= end) {
    throw UsageError(fmt::format("no data after the split at {}: the data end at {}",
                                 to_string(split), to_string(end)));
  }
  // A purchase at the midnight of the split is one after it.
  const Timestamp last_before = split - std::chrono::seconds(1);
  const auto horizon = std::chrono::duration_cast<std::chrono::seconds>(end - split);
  const KnownCustomers known = known_customers(log, {last_before, split, horizon}, options.threads);
  if (known.features.ids.empty()) {
    throw UsageError(fmt::format("no customer bought before the split at {}", to_string(split)));
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
  check_model(options.model, methods, contest);
  const PredictionSample all{options.target, known.matrix, contest.actual};
  const PredictionSample sample = all.part(judged_rows(all.actual.size(), options.seed));
  contest.actual = sample.actual;
  const std::vector<int> fold_of =
      stratified_folds(sample.actual, options.folds, options.seed, kFoldStream);
  const FoldModels models = run_folds(methods, sample, fold_of, options.threads, contest);
  compare_models(contest, fold_of, options.threads);
  contest.chosen = choose_model(contest, options.model);
  const Method& method = methods[contest.chosen];
  if (method.columns.size() == contest.features.size()) {
    contest.importance = importance_of(contest.features, sample, fold_of, models[contest.chosen],
                                       options.seed, options.threads);
  }
  if (options.target == PredictionTarget::returns) {
    const std::vector<double>& predicted = contest.models[contest.chosen].predicted;
    contest.calibration = calibration_of(contest.actual, predicted);
    contest.confusion = confusion_of(contest.actual, predicted);
  }
  FittedMethod fitted = fit_finally(methods, sample, all, options.threads, contest);
  const ModelTrial& chosen = contest.models[contest.chosen];
  contest.model = {
      split,
      end,
      contest.customers,
      log.subtracts_returns,
      {},
      known.features.countries,
      model_features(known),
      {{contest.target, chosen.name, chosen.title, chosen.parameters, chosen.measures.front(),
        std::make_shared<const FittedMethod>(std::move(fitted))}}};
  return contest;
}

PredictionModel prediction_model(const std::vector<Contest>& contests,
                                 const std::string& currency) {
  PredictionModel model = contests.front().model;
  for (std::size_t i = 1; i < contests.size(); ++i) {
    model.models.push_back(contests[i].model.models.front());
  }
  model.currency = currency;
  return model;
}

}  // namespace rfmseg
