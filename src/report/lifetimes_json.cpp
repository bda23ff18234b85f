#include <chrono>
#include <string>
#include <utility>

#include "report/outlook_json.hpp"
#include "report/tables/lifetime_tables.hpp"
#include "report/tables/table_json.hpp"
#include "rfmseg/report/lifetime_report.hpp"

namespace rfmseg {
namespace {

Json maximum_json(std::string_view model, const Maximum& fit) {
  return {{"model", std::string(model)},
          {"parameters", json_rows(parameter_table(fit))},
          {"log_likelihood", fit.log_likelihood}};
}

Json repeats_json(const RepeatFit& fit) {
  Json json = maximum_json(to_string(fit.model), fit);
  json["asked"] = std::string(to_string(fit.asked));
  json["no_dropout"] = fit.no_dropout();
  json["one_rate"] = fit.limits.one_rate;
  json["one_dropout"] = fit.limits.one_dropout;
  json["customers"] = fit.customers;
  json["repeat_buyers"] = fit.repeat_buyers;
  return json;
}

Json spend_json(const SpendFit& fit) {
  Json json = maximum_json("gamma-gamma", fit);
  json["customers"] = fit.customers;
  json["pearson"] = fit.pearson;
  json["spearman"] = fit.spearman;
  return json;
}

Json trial_json(const Lifetimes& lifetimes) {
  Json groups = json_rows(holdout_table(*lifetimes.trial));
  Json all = groups.back();
  groups.erase(groups.size() - 1);
  all.erase("repeats");
  return {{"first_day", to_date_string(lifetimes.histories.end + std::chrono::days(1))},
          {"length", lifetimes.histories.holdout->length},
          {"all", std::move(all)},
          {"by_repeats", std::move(groups)},
          {"predictions", json_rows(prediction_table(*lifetimes.trial))}};
}

}  // namespace

Json lifetimes_json(const LifetimeReport& report) {
  const Lifetimes& lifetimes = report.lifetimes;
  const std::vector<LifetimeTotals> totals = lifetime_totals(report);
  const Lifetimes* const judged = report.judged();
  Json segments = json_rows(totals_table(totals));
  Json all = segments.back();
  segments.erase(segments.size() - 1);
  all.erase("segment");
  const bool known = !lifetimes.forecast.low.empty();
  all["expected_purchases_low"] = known ? Json(lifetimes.forecast.total_low) : Json(nullptr);
  all["expected_purchases_high"] = known ? Json(lifetimes.forecast.total_high) : Json(nullptr);
  return {
      {"format", "rfmseg-clv"},
      {"format_version", 1},
      {"unit", std::string(to_string(lifetimes.histories.unit))},
      {"customer_table", lifetimes.histories.of_table},
      {"end", to_date_string(lifetimes.histories.end)},
      {"horizon", lifetimes.horizon},
      {"discount", lifetimes.discount},
      {"draws", lifetimes.draws},
      {"seed", lifetimes.seed},
      {"currency", report.currency.empty() ? Json(nullptr) : Json(report.currency)},
      {"all", std::move(all)},
      {"segments", std::move(segments)},
      {"returns", lifetimes.histories.of_table ? Json(nullptr)
                                               : json_rows(return_time_table(lifetimes.histories))},
      {"repeat_model", repeats_json(lifetimes.repeats)},
      {"spend_model", lifetimes.spend ? spend_json(*lifetimes.spend) : Json(nullptr)},
      {"no_spend_model", lifetimes.spend ? Json(nullptr) : Json(lifetimes.no_spend.text())},
      {"trial", judged ? trial_json(*judged) : Json(nullptr)},
      {"tracking", json_rows(tracking_table(lifetimes.tracking))}};
}

void write_json(const LifetimeReport& report, std::ostream& out) {
  // Customers may be millions: they are written one by one.
  std::string text = lifetimes_json(report).dump(2, ' ', false, Json::error_handler_t::replace);
  text.erase(text.rfind("\n}"));
  out << text << ",\n  \"customers\": ";
  write_lifetimes(report, *make_row_writer(Format::json, {}, out));
  out << "}\n";
}

}  // namespace rfmseg
