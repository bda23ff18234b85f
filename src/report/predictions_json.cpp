#include <string>
#include <utility>

#include "report/outlook_json.hpp"
#include "report/tables/prediction_tables.hpp"
#include "report/tables/table_json.hpp"
#include "rfmseg/report/prediction_report.hpp"

namespace rfmseg {
namespace {

Json contest_json(const Contest& contest) {
  Json missing = Json::array();
  for (const auto& [name, why] : contest.missing)
    missing.push_back({{"model", name}, {"why", why}});
  Json json = {{"target", std::string(to_string(contest.target))},
               {"best", contest.models[contest.best].name},
               {"chosen", contest.models[contest.chosen].name},
               {"asked", contest.asked},
               {"models", json_rows(contest_table(contest))},
               {"not_fitted", std::move(missing)},
               {"importance", json_rows(importance_table(contest))}};
  if (contest.target == PredictionTarget::returns) {
    json["tree"] = json_rows(tree_table(contest));
    json["calibration"] = json_rows(calibration_table(contest));
    json["confusion"] = {{"true_positive", contest.confusion.true_positive},
                         {"false_positive", contest.confusion.false_positive},
                         {"false_negative", contest.confusion.false_negative},
                         {"true_negative", contest.confusion.true_negative}};
  }
  if (contest.target == PredictionTarget::spend) {
    json["lasso_path"] = json_rows(lasso_table(contest));
  }
  return json;
}

Json currency_json(const PredictionModel& model) {
  return model.currency.empty() ? Json(nullptr) : Json(model.currency);
}

/// Writes `head`, whose last member is `name` with the rows that `write` writes one by one.
template <class Write>
void print_with_rows(const Json& head, const char* name, Write write, std::ostream& out) {
  std::string text = head.dump(2, ' ', false, Json::error_handler_t::replace);
  text.erase(text.rfind("\n}"));
  out << text << ",\n  \"" << name << "\": ";
  write(*make_row_writer(Format::json, {}, out));
  out << "}\n";
}

}  // namespace

Json predictions_json(const PredictionReport& report) {
  const Contest& first = report.contests.front();
  Json contests = Json::array();
  for (const Contest& contest : report.contests) contests.push_back(contest_json(contest));
  return {{"format", "rfmseg-prediction"},
          {"format_version", 1},
          {"split", to_string(first.split)},
          {"end", to_string(first.end)},
          {"currency", currency_json(report.model)},
          {"customers_at_split", first.customers},
          {"came_back", first.returned},
          {"spend", first.spend},
          {"judged", first.actual.size()},
          {"folds", first.folds},
          {"seed", first.seed},
          {"features", first.features},
          {"contests", std::move(contests)}};
}

void write_json(const PredictionReport& report, std::ostream& out) {
  print_with_rows(
      predictions_json(report), "customers",
      [&](RowWriter& rows) { write_predictions(report, rows); }, out);
}

void write_json(const ModelPredictions& result, std::ostream& out) {
  const Predictions& predictions = result.predictions;
  Json models = Json::array();
  for (const TargetModel& one : result.model.models) {
    models.push_back({{"target", std::string(to_string(one.target))},
                      {"name", one.name},
                      {"parameters", one.parameters}});
  }
  const Json head = {{"format", "rfmseg-model-prediction"},
                     {"format_version", 1},
                     {"model", result.source},
                     {"fitted_at", to_string(result.model.split)},
                     {"fitted_until", to_string(result.model.end)},
                     {"as_of", to_string(predictions.as_of)},
                     {"until", to_string(predictions.until)},
                     {"currency", currency_json(result.model)},
                     {"models", std::move(models)},
                     {"drift", json_rows(drift_table(predictions))}};
  print_with_rows(
      head, "customers", [&](RowWriter& rows) { write_predictions(result, rows); }, out);
}

void write_json(const GroupRules& rules, std::ostream& out) {
  const Json head = {{"format", "rfmseg-group-rules"},
                     {"format_version", 1},
                     {"kind", std::string(to_string(rules.kind))},
                     {"as_of", to_string(rules.as_of)},
                     {"folds", rules.folds},
                     {"seed", rules.seed},
                     {"depth", rules.depth},
                     {"accuracy", rules.accuracy.value},
                     {"accuracy_low", rules.accuracy.low},
                     {"accuracy_high", rules.accuracy.high},
                     {"balanced_accuracy", rules.balanced_accuracy},
                     {"largest_share", rules.largest_share},
                     {"rules", json_rows(rule_table(rules))},
                     {"groups", json_rows(confusion_table(rules))}};
  print_with_rows(
      head, "customers", [&](RowWriter& rows) { write_groups(rules, rows); }, out);
}

}  // namespace rfmseg
