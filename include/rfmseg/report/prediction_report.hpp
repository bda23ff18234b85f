#pragma once

/// \file
/// Predictions and rules of groups as text, JSON, rows and a page; see predict/contest.hpp and
/// predict/group_rules.hpp.
///
///     rfmseg::MeasureOptions options = rfmseg::with_features({.threads = 4});
///     const rfmseg::Customers customers = rfmseg::measure_customers(files, options);
///     const rfmseg::PredictionReport report = rfmseg::prediction_report(customers, {});
///     rfmseg::render_text(rfmseg::describe(report), {}, std::cout);

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "rfmseg/predict/contest.hpp"
#include "rfmseg/predict/group_rules.hpp"
#include "rfmseg/predict/prediction_model.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/html_options.hpp"
#include "rfmseg/report/row_writer.hpp"
#include "rfmseg/rfm/measure.hpp"

namespace rfmseg {

/// Contests, and the predictions of the chosen models for the customers at the end.
struct PredictionReport {
  std::vector<Contest> contests;  ///< of the same customers, split and end; one at least
  PredictionModel model;          ///< prediction_model() of the contests
  Predictions predictions;
};

struct PredictionOptions {
  std::vector<PredictionTarget> targets = {PredictionTarget::returns, PredictionTarget::spend};
  std::optional<Timestamp> split{};  ///< default: usual_split()
  int folds = 5;
  /// ContestOptions::model, for the targets that have it; empty for the best choices.
  std::string model = {};
  std::uint64_t seed = 42;
  unsigned threads = 1;  ///< does not affect the result
};

/// Holds the contests. The customers must be measured as with_features() has it. Throws as
/// hold_contest() and predict_customers() do.
[[nodiscard]] PredictionReport prediction_report(const Customers& customers,
                                                 const PredictionOptions& options);

/// The chosen model, the results of all, and the features that the chosen one needs.
[[nodiscard]] Document describe(const PredictionReport& report);
/// Writes all of it as one JSON object; docs/formats.md describes it.
void write_json(const PredictionReport& report, std::ostream& out);
/// Writes a row per customer of today: the probability, the expected spend.
void write_predictions(const PredictionReport& report, RowWriter& rows);
/// Writes a page with charts of how good the chosen models are.
void write_html(const PredictionReport& report, const HtmlOptions& options, std::ostream& out);

/// What a kept model predicts.
struct ModelPredictions {
  PredictionModel model;
  std::string source;  ///< the file of the model, for messages
  Predictions predictions;
};

/// What is predicted in all, and how much the features have changed since the fit.
[[nodiscard]] Document describe(const ModelPredictions& result);
void write_json(const ModelPredictions& result, std::ostream& out);
/// Writes a row per customer, as for a PredictionReport.
void write_predictions(const ModelPredictions& result, RowWriter& rows);

/// The rules, how often they are right, and which groups they confuse.
[[nodiscard]] Document describe(const GroupRules& rules);
void write_json(const GroupRules& rules, std::ostream& out);
/// Writes a row per customer: the group, and that of the rules of other customers.
void write_groups(const GroupRules& rules, RowWriter& rows);

}  // namespace rfmseg
