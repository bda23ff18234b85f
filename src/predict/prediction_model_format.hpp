#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "json_node.hpp"
#include "predict/fitted_method.hpp"
#include "predict/methods.hpp"
#include "rfmseg/predict/prediction_model.hpp"

namespace rfmseg {

// What the writer and the reader of models share; docs/formats.md has the format.

inline constexpr std::string_view kPredictionModelFormat = "rfmseg-prediction-model";
inline constexpr int kPredictionModelVersion = 1;
/// In the order of Signal.
inline constexpr std::array<std::string_view, kSignals> kSignalNames = {
    "bought_last", "spent_last", "alive", "expected_purchases", "expected_spend"};
/// In the order of LinearOfScores::Range.
inline constexpr std::array<std::string_view, 3> kRangeNames = {"any", "probability",
                                                                "not_negative"};

/// All columns that a model can have, in their order.
[[nodiscard]] inline std::vector<std::string> column_names(
    const std::vector<ModelFeature>& features) {
  std::vector<std::string> names;
  for (const ModelFeature& feature : features) names.push_back(feature.name);
  names.insert(names.end(), kSignalNames.begin(), kSignalNames.end());
  return names;
}

}  // namespace rfmseg
