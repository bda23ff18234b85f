#include "rfmseg/clv/holdout_trial.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace rfmseg {

HoldoutTrial judge_holdout(const PurchaseHistories& histories, const Forecast& forecast) {
  const Holdout& holdout = *histories.holdout;
  double repeats = 0;
  double observed = 0;
  for (std::size_t i = 0; i < histories.distinct.size(); ++i) {
    const auto weight = static_cast<double>(histories.weight[i]);
    repeats += weight * static_cast<double>(histories.distinct[i].repeats);
    observed += weight * histories.distinct[i].observed;
  }
  const double mean_rate = observed > 0 ? repeats / observed : 0;

  HoldoutTrial trial;
  trial.predictions = {
      {.name = "model"}, {.name = "own rate before"}, {.name = "mean rate of all"}};
  for (std::int64_t x = 0; x <= HoldoutTrial::kMostRepeats; ++x) {
    trial.groups.push_back({.repeats = x});
  }
  for (std::size_t i = 0; i < histories.of.size(); ++i) {
    if (histories.of[i] == PurchaseHistories::kNone) continue;
    const auto index = static_cast<std::size_t>(histories.of[i]);
    const PurchaseHistory& history = histories.distinct[index];
    const auto x = static_cast<double>(history.repeats);
    const double own_rate = history.observed > 0 ? x / history.observed : 0;
    const std::array<double, 3> predicted = {forecast.expected[index], own_rate * holdout.length,
                                             mean_rate * holdout.length};
    for (std::size_t j = 0; j < predicted.size(); ++j) {
      const double error = predicted[j] - static_cast<double>(holdout.purchases[i]);
      trial.predictions[j].total += predicted[j];
      trial.predictions[j].absolute_error += std::abs(error);
      trial.predictions[j].squared_error += error * error;
    }
    const auto group =
        static_cast<std::size_t>(std::min(history.repeats, HoldoutTrial::kMostRepeats));
    for (HoldoutGroup* const one : {&trial.groups[group], &trial.all}) {
      ++one->customers;
      one->actual += holdout.purchases[i];
      one->expected += predicted[0];
    }
  }
  const auto customers = static_cast<double>(trial.all.customers);
  for (Prediction& prediction : trial.predictions) {
    prediction.absolute_error /= customers;
    prediction.squared_error = std::sqrt(prediction.squared_error / customers);
  }
  std::erase_if(trial.groups, [](const HoldoutGroup& group) { return group.customers == 0; });
  return trial;
}

}  // namespace rfmseg
