#include <fmt/core.h>

#include <cstddef>

#include "report/number_text.hpp"
#include "report/tables/prediction_tables.hpp"
#include "rfmseg/report/prediction_report.hpp"
#include "rfmseg/segment/frozen_segments.hpp"

namespace rfmseg {
namespace {

constexpr std::size_t kRowsAtATime = 1024;

void describe_contest(const PredictionReport& report, std::size_t index, Document& document) {
  const Contest& contest = report.contests[index];
  const bool returns = contest.target == PredictionTarget::returns;
  document.push_back(Heading{returns ? "Who comes back" : "What customers spend"});
  document.push_back(Paragraph{winner_sentence(contest)});
  document.push_back(people_table(contest_table(contest)));
  const std::string missing = missing_sentence(contest);
  if (!missing.empty()) document.push_back(Paragraph{missing});
  document.push_back(Paragraph{prediction_sentence(report.model, report.predictions, index)});
  if (!contest.importance.empty()) {
    document.push_back(
        Paragraph{fmt::format("Loss of {} when the values of a feature are shuffled:",
                              measures_of(contest.target).front().title)});
    document.push_back(people_table(importance_table(contest)));
  }
  if (!returns) return;
  document.push_back(Paragraph{"The decision tree, fitted to all customers:"});
  document.push_back(people_table(tree_table(contest)));
  document.push_back(Paragraph{"Predicted probabilities, in tenths of the customers:"});
  document.push_back(people_table(calibration_table(contest)));
  document.push_back(Paragraph{"With a threshold of 1/2:"});
  document.push_back(people_table(confusion_table(contest.confusion)));
}

void write_rows(const PredictionModel& model, const Predictions& predictions, RowWriter& rows) {
  begin_rows(score_table(model, predictions, 0, 0), rows);
  for (std::size_t i = 0; i < predictions.ids.size(); i += kRowsAtATime) {
    add_rows(score_table(model, predictions, i, kRowsAtATime), rows);
  }
  rows.end();
}

std::string drift_sentence(const Predictions& predictions) {
  const FeatureDrift& most = predictions.drift.front();
  return fmt::format(
      "Since then {} has changed most: its population stability index is {:.3f}{}", most.name,
      most.stability,
      most.stability > kMuchDrift
          ? fmt::format(", above {}: the model may not fit these customers.", kMuchDrift)
          : ".");
}

}  // namespace

Document describe(const PredictionReport& report) {
  const Contest& first = report.contests.front();
  Document document;
  document.push_back(Heading{fmt::format("Predictions from {}, tested on purchases until {}",
                                         as_of_text(first.split), as_of_text(first.end))});
  document.push_back(Paragraph{sample_sentence(first)});
  for (std::size_t i = 0; i < report.contests.size(); ++i) describe_contest(report, i, document);
  return document;
}

void write_predictions(const PredictionReport& report, RowWriter& rows) {
  write_rows(report.model, report.predictions, rows);
}

Document describe(const ModelPredictions& result) {
  const PredictionModel& model = result.model;
  Document document;
  document.push_back(Heading{fmt::format("Predictions of {} from {}", result.source,
                                         as_of_text(result.predictions.as_of))});
  document.push_back(Paragraph{fmt::format(
      "The model was fitted on {} as of {} and their purchases until {}.",
      counted(model.customers, "customer"), as_of_text(model.split), as_of_text(model.end))});
  for (std::size_t i = 0; i < model.models.size(); ++i) {
    document.push_back(Paragraph{prediction_sentence(model, result.predictions, i)});
  }
  document.push_back(Paragraph{drift_sentence(result.predictions)});
  document.push_back(people_table(drift_table(result.predictions)));
  return document;
}

void write_predictions(const ModelPredictions& result, RowWriter& rows) {
  write_rows(result.model, result.predictions, rows);
}

Document describe(const GroupRules& rules) {
  Document document;
  document.push_back(Heading{
      fmt::format("{}s by rules", rules.kind == GroupKind::segment ? "Segment" : "Cluster")});
  document.push_back(Paragraph{rules_sentence(rules)});
  document.push_back(people_table(rule_table(rules)));
  document.push_back(people_table(confusion_table(rules)));
  return document;
}

void write_groups(const GroupRules& rules, RowWriter& rows) {
  begin_rows(group_table(rules, 0, 0), rows);
  for (std::size_t i = 0; i < rules.ids.size(); i += kRowsAtATime) {
    add_rows(group_table(rules, i, kRowsAtATime), rows);
  }
  rows.end();
}

}  // namespace rfmseg
