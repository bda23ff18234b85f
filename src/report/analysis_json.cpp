#include "report/analysis_json.hpp"

#include <optional>
#include <string>
#include <vector>

#include "report/outlook_json.hpp"
#include "report/tables/group_tables.hpp"
#include "report/tables/table_json.hpp"
#include "report/tables/transaction_tables.hpp"
#include "rfmseg/report/analysis_report.hpp"
#include "rfmseg/version.hpp"

namespace rfmseg {
namespace {

Json messages_json(const std::vector<Message>& messages) {
  Json texts = Json::array();
  for (const Message& message : messages) texts.push_back(message.text());
  return texts;
}

/// By field; null for a file without the field.
Json columns_json(const std::vector<ColumnUse>& columns) {
  Json json = Json::object();
  for (const ColumnUse& use : columns) {
    json[use.field] = use.column.empty() ? Json(nullptr) : Json(use.column);
  }
  return json;
}

Json input_json(const TransactionSummary& transactions) {
  Json files = Json::array();
  for (const SourceFile& file : transactions.files) {
    files.push_back({{"name", file.name},
                     {"rows", file.rows},
                     {"fingerprint", file.fingerprint},
                     {"encoding", file.encoding},
                     {"delimiter", std::string(1, file.delimiter)},
                     {"date_format", file.date_format},
                     {"decimal_mark", std::string(1, file.numbers.decimal)},
                     {"currency", file.numbers.currency},
                     {"columns", columns_json(file.columns)},
                     {"warnings", messages_json(file.warnings)}});
    if (!file.format.empty()) files.back()["format"] = file.format;
    if (!file.zone.empty()) files.back()["zone"] = file.zone;
    if (!file.layout.empty()) {
      files.back()["layout"] = file.layout;
      files.back()["measures"] = file.measures;
    }
  }
  return {{"files", files}, {"warnings", messages_json(transactions.warnings)}};
}

Ledger::Entry subtracted_rows(const Ledger& ledger) {
  Ledger::Entry rows = ledger[RowReason::subtracted];
  rows += ledger[RowReason::subtracted_return];
  return rows;
}

Json ledger_json(const Ledger& ledger) {
  Json dropped = Json::object();
  for (std::size_t i = 0; i < kRowReasonCount; ++i) {
    const auto reason = static_cast<RowReason>(i);
    if (is_dropped(reason)) dropped[std::string(reason_key(reason))] = reason_json(ledger, reason);
  }
  return {{"read", entry_json(ledger.total())},
          {"kept", entry_json(ledger[RowReason::kept])},
          {"subtracted", entry_json(subtracted_rows(ledger))},
          {"refunded", entry_json(ledger[RowReason::refunded_order])},
          {"dropped", dropped}};
}

/// Null when returns are dropped.
Json returns_json(const std::optional<ReturnsEffect>& returns) {
  if (!returns) return nullptr;
  return {{"customers", returns->customers},
          {"returning_customers", returns->returning},
          {"gross", json_number(returns->gross)},
          {"subtracted", entry_json(returns->subtracted)},
          {"net", json_number(returns->net())},
          {"dropped_customers", returns->dropped},
          {"dropped_sales", entry_json(returns->dropped_sales)},
          {"dropped_returns", entry_json(returns->dropped_returns.all())},
          {"unmatched", entry_json(returns->unmatched)},
          {"largest_falls", json_rows(fall_table(returns->largest))}};
}

/// Null if they are subtracted, or not requested.
Json dropped_returns_json(const std::optional<DroppedReturns>& returns) {
  if (!returns) return nullptr;
  return {{"rows", returns->returns.rows},
          {"amount", json_number(returns->returns.amount)},
          {"net_revenue", json_number(returns->net_revenue)},
          {"top_customers", returns->top_customers},
          {"top_customers_returned_most", returns->top_customers_returned_most}};
}

Json cuts_json(const MetricScores& scores) {
  Json cuts = Json::array();
  for (const Quantile& edge : scores.edges) cuts.push_back(json_number(edge));
  return cuts;
}

Json metric_json(const MetricProfile& profile, const MetricScores& scores) {
  Json levels = Json::array();
  for (const MetricProfile::Level& level : profile.levels) {
    Json entry = {{"score", level.score}, {"customers", level.customers}};
    if (level.customers > 0) {
      entry["min"] = json_number(level.minimum);
      entry["max"] = json_number(level.maximum);
    }
    levels.push_back(std::move(entry));
  }
  return {{"mean", profile.mean},
          {"spread", five_numbers_json(profile.spread)},
          {"method", to_string(scores.scoring.method)},
          {"bins", scores.scoring.bins},
          {"cuts", cuts_json(scores)},
          {"missing_scores", scores.missing_levels},
          {"scores", levels}};
}

/// Null when customers are not grouped.
Json groups_json(const Analysis& analysis) {
  const Segmentation& segmentation = analysis.segmentation;
  if (segmentation.groups.empty()) return nullptr;
  Json groups = Json::array();
  for (std::size_t g = 0; g < segmentation.groups.size(); ++g) {
    const ScoredGroup& group = segmentation.groups[g];
    groups.push_back({{"name", group.name},
                      {"customers", group.customers.size()},
                      {"revenue", json_number(whole_of(analysis.group_segments[g]).revenue)},
                      {"methods",
                       {{"recency", to_string(group.scores.recency.scoring.method)},
                        {"frequency", to_string(group.scores.frequency.scoring.method)},
                        {"monetary", to_string(group.scores.monetary.scoring.method)}}},
                      {"cuts",
                       {{"recency", cuts_json(group.scores.recency)},
                        {"frequency", cuts_json(group.scores.frequency)},
                        {"monetary", cuts_json(group.scores.monetary)}}},
                      {"segments", json_rows(segment_table(analysis, g))}});
  }
  return {{"by", analysis.group_column}, {"groups", groups}};
}

Json overlap_json(const Analysis& analysis) {
  Json overlap = Json::array();
  for (std::size_t i = 0; i < analysis.segments.size(); ++i) {
    overlap.push_back({{"segment", analysis.segment_rule(i).name},
                       {"customers_by_cluster", analysis.overlap[i]}});
  }
  return overlap;
}

/// The segments that k-means splits, and those it joins.
Json splits_json(const Analysis& analysis) {
  Json splits = Json::array();
  for (const SplitGroup& split : split_groups(analysis.overlap)) {
    Json clusters = Json::array();
    for (const std::size_t part : split.parts) clusters.push_back(analysis.clusters[part].group);
    splits.push_back(
        {{"segment", analysis.segment_rule(split.group).name}, {"clusters", clusters}});
  }
  return splits;
}

Json joins_json(const Analysis& analysis) {
  Json joins = Json::array();
  for (const JoinedGroups& join : joined_groups(analysis.overlap)) {
    Json segments = Json::array();
    for (const std::size_t row : join.groups) {
      segments.push_back(analysis.segment_rule(row).name);
    }
    joins.push_back({{"cluster", analysis.clusters[join.in].group}, {"segments", segments}});
  }
  return joins;
}

Json period_json(const TransactionSummary& transactions) {
  return {{"first_purchase", to_string(transactions.first_purchase)},
          {"last_purchase", to_string(transactions.last_purchase)},
          {"as_of", to_string(transactions.as_of)}};
}

}  // namespace

void write_json(const Analysis& analysis, std::ostream& out,
                const std::vector<std::string>& files) {
  const Scores& scores = analysis.segmentation.scores;
  // Null where customers were measured before.
  const auto if_transactions = [&](auto make) {
    return analysis.transactions ? Json(make(*analysis.transactions)) : Json(nullptr);
  };
  const Outlook& outlook = analysis.outlook;
  const auto if_found = [](const auto& part, const auto& make) {
    return part ? Json(make(*part)) : Json(nullptr);
  };
  const Json json = {
      {"format", "rfmseg-analysis"},
      {"format_version", 1},
      {"rfmseg_version", version()},
      {"files", files},
      {"input", if_transactions(input_json)},
      {"ledger", if_transactions([](const auto& of) { return ledger_json(of.ledger); })},
      {"period", if_transactions(period_json)},
      {"months", if_transactions([](const auto& of) { return json_rows(month_table(of.months)); })},
      {"returns", if_transactions([](const auto& of) { return returns_json(of.returns); })},
      {"measures", if_transactions([&](const auto&) {
         return measures_json(analysis.segmentation.scheme.metrics);
       })},
      {"customers", analysis.table.size()},
      {"orders", if_transactions([](const auto& of) { return of.orders; })},
      {"revenue", json_number(analysis.revenue())},
      {"returns_dropped",
       if_transactions([](const auto& of) { return dropped_returns_json(of.dropped_returns); })},
      {"warnings", messages_json(analysis.warnings)},
      {"metrics",
       {{"recency", metric_json(analysis.recency, scores.recency)},
        {"frequency", metric_json(analysis.frequency, scores.frequency)},
        {"monetary", metric_json(analysis.monetary, scores.monetary)}}},
      {"ties",
       {{"recency", analysis.ties.recency},
        {"frequency", analysis.ties.frequency},
        {"monetary", analysis.ties.monetary},
        {"other_segment", analysis.ties.other_segment}}},
      {"scheme", analysis.segmentation.scheme.name},
      {"segments", json_rows(segment_table(analysis))},
      {"groups", groups_json(analysis)},
      {"model", model_json(analysis.model)},
      {"clustering", clustering_json(analysis)},
      {"value_tiers", json_rows(tier_table(analysis))},
      {"overlap", overlap_json(analysis)},
      {"splits", splits_json(analysis)},
      {"joins", joins_json(analysis)},
      {"agreement",
       {{"adjusted_rand_index", adjusted_rand_index(analysis.overlap)},
        {"normalised_mutual_information", normalised_mutual_information(analysis.overlap)}}},
      {"cohorts", if_found(outlook.cohorts, cohorts_json)},
      {"trend", if_found(outlook.trend, trend_json)},
      {"clv", if_found(outlook.lifetimes, lifetimes_json)},
      {"validation", if_found(outlook.validation, validation_json)},
      {"predictions", if_found(outlook.predictions, predictions_json)},
  };
  print(json, out);
}

}  // namespace rfmseg
