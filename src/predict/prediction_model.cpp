#include "rfmseg/predict/prediction_model.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "predict/fitted_method.hpp"
#include "predict/known_customers.hpp"
#include "predict/model_features.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

/// Whether the method predicts from what a model of repeat buying expects.
bool uses(const FittedMethod& method, const SampleColumns& columns, Signal signal) {
  return std::ranges::find(method.columns, columns.of(signal)) != method.columns.end();
}

/// Throws if a feature or a signal that the model needs is not there.
void check_needs(const TargetModel& model, const KnownCustomers& known, const PurchaseLog& log) {
  const FittedMethod& method = *model.fitted;
  for (const std::size_t column : method.columns) {
    if (column < known.names.size()) require_feature(known.names[column], known.features, log);
  }
  const SampleColumns& columns = known.columns;
  const bool no_repeats = (uses(method, columns, Signal::alive) && !columns.alive) ||
                          (uses(method, columns, Signal::purchases) && !columns.purchases);
  const bool no_spend = uses(method, columns, Signal::spend) && !columns.spend;
  if (!no_repeats && !no_spend) return;
  throw DataError(fmt::format("{} cannot be fitted to these customers: {}", model.title,
                              no_repeats ? known.no_repeats : known.no_spend));
}

const char* policy(bool subtracts_returns) {
  return subtracts_returns ? "subtracted" : "dropped";
}

}  // namespace

Predictions predict_customers(const PurchaseLog& log, Timestamp as_of, const PredictionModel& model,
                              unsigned threads) {
  if (log.subtracts_returns != model.subtracts_returns) {
    throw DataError(ErrorKind::invalid_setting,
                    fmt::format("the model was fitted with returns {}, but here they are {}",
                                policy(model.subtracts_returns), policy(log.subtracts_returns)));
  }
  std::vector<std::string> names;
  for (const ModelFeature& feature : model.features) names.push_back(feature.name);
  const SampleColumns columns{std::vector<bool>(names.size())};
  const bool repeats = std::ranges::any_of(model.models, [&](const TargetModel& one) {
    using enum Signal;
    return std::ranges::any_of(std::array{alive, purchases, spend},
                               [&](Signal signal) { return uses(*one.fitted, columns, signal); });
  });
  const auto horizon = std::chrono::duration_cast<std::chrono::seconds>(model.end - model.split);
  const KnownCustomers known =
      known_customers(log, {as_of, as_of, horizon}, names, model.countries, repeats, threads);
  Predictions result;
  result.as_of = as_of;
  result.until = as_of + horizon;
  result.ids = known.features.ids;
  if (result.ids.empty()) {
    throw DataError(ErrorKind::no_data,
                    fmt::format("no customer bought before {}", to_string(as_of)));
  }
  for (const TargetModel& one : model.models) {
    check_needs(one, known, log);
    result.values.push_back(one.fitted->predict(known.matrix));
    if (!std::ranges::all_of(result.values.back(), [](double x) { return std::isfinite(x); })) {
      throw DataError(fmt::format("{} predicts numbers that are not finite", one.title));
    }
  }
  for (const ModelFeature& feature : model.features) {
    result.drift.push_back(
        drift_of(*std::ranges::find(known.features.features, feature.name, &CustomerFeature::name),
                 feature));
  }
  std::ranges::stable_sort(result.drift, std::greater{}, &FeatureDrift::stability);
  return result;
}

}  // namespace rfmseg
