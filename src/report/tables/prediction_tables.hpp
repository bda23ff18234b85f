#pragma once

#include <cstddef>
#include <string>

#include "report/tables/result_table.hpp"
#include "rfmseg/predict/contest.hpp"
#include "rfmseg/predict/group_rules.hpp"
#include "rfmseg/report/prediction_report.hpp"

namespace rfmseg {

/// A row per model; the chosen one is starred.
[[nodiscard]] ResultTable contest_table(const Contest& contest);
[[nodiscard]] ResultTable importance_table(const Contest& contest);
[[nodiscard]] ResultTable tree_table(const Contest& contest);
/// A row per penalty, a column per feature.
[[nodiscard]] ResultTable lasso_table(const Contest& contest);
[[nodiscard]] ResultTable calibration_table(const Contest& contest);
[[nodiscard]] ResultTable confusion_table(const ConfusionMatrix& confusion);
/// Customers `first` to `first + count - 1`.
[[nodiscard]] ResultTable score_table(const PredictionModel& model, const Predictions& predictions,
                                      std::size_t first, std::size_t count);
[[nodiscard]] ResultTable drift_table(const Predictions& predictions);

[[nodiscard]] ResultTable rule_table(const GroupRules& rules);
/// How many of each group the rules put in each.
[[nodiscard]] ResultTable confusion_table(const GroupRules& rules);
[[nodiscard]] ResultTable group_table(const GroupRules& rules, std::size_t first,
                                      std::size_t count);

/// Whom the models are judged by.
[[nodiscard]] std::string sample_sentence(const Contest& contest);
/// Which model wins, by how much, and whether that is more than chance.
[[nodiscard]] std::string winner_sentence(const Contest& contest);
/// What a model, by index, predicts of all customers.
[[nodiscard]] std::string prediction_sentence(const PredictionModel& model,
                                              const Predictions& predictions, std::size_t index);
/// Models that were not fitted; empty without any.
[[nodiscard]] std::string missing_sentence(const Contest& contest);
[[nodiscard]] std::string rules_sentence(const GroupRules& rules);

}  // namespace rfmseg
