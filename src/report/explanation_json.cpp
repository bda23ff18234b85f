#include <string>

#include "report/tables/table_json.hpp"
#include "report/tables/transaction_tables.hpp"
#include "rfmseg/report/explanation_report.hpp"
#include "rfmseg/segment/segment_keys.hpp"
#include "rfmseg/version.hpp"

namespace rfmseg {
namespace {

Json customer_json(const CustomerReport& report) {
  const Explanation& of = report.explanation;
  Json json = {{"customer_id", of.customer.id}};
  if (of.customer.first_purchase) {
    json["first_purchase"] = to_string(*of.customer.first_purchase);
    json["last_purchase"] = to_string(*of.customer.last_purchase);
  }
  json["revenue"] = json_number(of.revenue);
  return json;
}

/// Null for a customer file.
Json orders_json(const CustomerReport& report) {
  if (!report.transactions || !report.transactions->history) return nullptr;
  return json_rows(order_table(report.transactions->history->orders));
}

Json dropped_json(const CustomerReport& report) {
  if (!report.transactions || !report.transactions->history) return nullptr;
  const Ledger& ledger = report.transactions->history->ledger;
  Json dropped = Json::object();
  for (std::size_t i = 0; i < kRowReasonCount; ++i) {
    const auto reason = static_cast<RowReason>(i);
    if (!is_dropped(reason) || ledger[reason].rows == 0) continue;
    dropped[std::string(reason_key(reason))] = reason_json(ledger, reason);
  }
  return dropped;
}

Json positions_json(const Explanation& of) {
  Json positions = Json::object();
  for (const MetricPosition& position : of.positions) {
    positions[std::string(to_string(position.metric))] = {
        {"value", json_number(position.value)},
        {"score", position.score},
        {"best_score", position.best},
        {"method", to_string(position.scoring.method)},
        {"cut_below", or_null(position.cut_below)},
        {"cut_above", or_null(position.cut_above)},
        {"rank", or_null(position.rank)},
        {"ties", position.ties}};
  }
  return positions;
}

/// Null where nothing can be expected; the keys are those of the rows of rfmseg clv.
Json expected_json(const std::optional<Lifetimes>& lifetime) {
  if (!lifetime) return nullptr;
  const Forecast& forecast = lifetime->forecast;
  const PurchaseHistory& history = lifetime->histories.distinct.front();
  const auto first = [](const std::vector<double>& figures) {
    return figures.empty() ? Json(nullptr) : Json(figures.front());
  };
  const auto next = lifetime->next_purchase(0);
  Json json = {{"model", std::string(to_string(lifetime->repeats.model))},
               {"unit", std::string(to_string(lifetime->histories.unit))},
               {"horizon", lifetime->horizon},
               {"discount", lifetime->discount},
               {"repeats", history.repeats},
               {"last", history.last},
               {"observed", history.observed},
               {"p_alive", first(forecast.alive)},
               {"expected_purchases", first(forecast.expected)},
               {"expected_purchases_low", first(forecast.low)},
               {"expected_purchases_high", first(forecast.high)},
               {"expected_spend", or_null(lifetime->expected_spend(0))},
               {"lifetime_value", or_null(lifetime->value(0))},
               {"next_purchase", nullptr},
               {"days_late", or_null(lifetime->days_late(0))}};
  if (next) json["next_purchase"] = to_date_string(*next);
  return json;
}

}  // namespace

void write_json(const CustomerReport& report, std::ostream& out) {
  const Explanation& of = report.explanation;
  const Segmentation& segmentation = report.segmentation;
  const SegmentRule& rule = segmentation.rule(of.segment);
  const std::vector<std::string> keys = segment_keys(segmentation.scheme);
  Json missed = Json::array();
  for (const MissedRule& one : of.missed) {
    missed.push_back({{"segment", segmentation.rule(one.segment).name},
                      {"segment_key", keys[one.segment]},
                      {"reasons", one.reasons}});
  }
  Json counterfactuals = Json::array();
  for (const Counterfactual& move : of.counterfactuals) {
    counterfactuals.push_back({{"metric", to_string(move.metric)},
                               {"from", json_number(move.from)},
                               {"to", json_number(move.to)},
                               {"change", json_number(move.to - move.from)},
                               {"score", move.score},
                               {"segment", segmentation.rule(move.segment).name},
                               {"segment_key", keys[move.segment]}});
  }
  const Json json = {
      {"format", "rfmseg-explanation"},
      {"format_version", 1},
      {"rfmseg_version", version()},
      {"customer", customer_json(report)},
      {"as_of", report.transactions ? Json(to_string(report.transactions->as_of)) : Json(nullptr)},
      {"measures",
       report.transactions ? measures_json(segmentation.scheme.metrics) : Json(nullptr)},
      {"scheme", segmentation.scheme.name},
      {"group", or_null(of.group)},
      {"customers", of.customers},
      {"metrics", positions_json(of)},
      {"rfm_score", of.code},
      {"segment", rule.name},
      {"segment_key", keys[of.segment]},
      {"recommendation", rule.recommendation},
      {"missed_segments", missed},
      {"moves", counterfactuals},
      {"orders", orders_json(report)},
      {"dropped", dropped_json(report)},
      {"expected", expected_json(report.lifetime)},
      {"not_expected",
       report.no_lifetime == Message() ? Json(nullptr) : Json(report.no_lifetime.text())},
  };
  print(json, out);
}

}  // namespace rfmseg
