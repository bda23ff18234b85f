#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "rfmseg/report/analysis_report.hpp"

namespace rfmseg {
namespace {

using Json = nlohmann::ordered_json;

/// Up to 15 significant digits survive a double, so they are a number; more stay a string.
Json number(Amount amount) {
  std::string text = to_string(amount);
  const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
  constexpr int kDigitsOfDouble = 15;
  if (digits > kDigitsOfDouble) return text;
  if (text.find('.') == std::string::npos) return std::strtoll(text.c_str(), nullptr, 10);
  return std::strtod(text.c_str(), nullptr);
}

Json number(const Quantile& quantile) {
  return number(quantile.to_amount());
}

Json five_numbers_json(const FiveNumbers& numbers) {
  return {{"min", number(numbers.minimum)},
          {"lower_quartile", number(numbers.lower_quartile)},
          {"median", number(numbers.median)},
          {"upper_quartile", number(numbers.upper_quartile)},
          {"max", number(numbers.maximum)}};
}

Json input_json(const TransactionSummary& transactions) {
  Json files = Json::array();
  for (const SourceFile& file : transactions.files) {
    files.push_back({{"name", file.name},
                     {"rows", file.rows},
                     {"encoding", file.encoding},
                     {"delimiter", std::string(1, file.delimiter)},
                     {"date_format", file.date_format},
                     {"decimal_mark", std::string(1, file.numbers.decimal)},
                     {"currency", file.numbers.currency}});
  }
  return {{"files", files}};
}

Json ledger_json(const Ledger& ledger) {
  Json dropped = Json::object();
  for (std::size_t i = 1; i < kFateCount; ++i) {
    const auto fate = static_cast<Fate>(i);
    const Ledger::Entry& entry = ledger[fate];
    dropped[std::string(fate_key(fate))] = {{"rows", entry.rows}, {"amount", number(entry.amount)}};
  }
  const auto total = ledger.total();
  return {
      {"read", {{"rows", total.rows}, {"amount", number(total.amount)}}},
      {"kept", {{"rows", ledger[Fate::kept].rows}, {"amount", number(ledger[Fate::kept].amount)}}},
      {"dropped", dropped}};
}

Json metric_json(const MetricProfile& profile, const MetricScores& scores) {
  Json edges = Json::array();
  for (const Quantile& edge : scores.edges) edges.push_back(number(edge));
  Json levels = Json::array();
  for (const MetricProfile::Level& level : profile.levels) {
    Json entry = {{"score", level.score}, {"customers", level.customers}};
    if (level.customers > 0) {
      entry["min"] = number(level.minimum);
      entry["max"] = number(level.maximum);
    }
    levels.push_back(std::move(entry));
  }
  return {{"mean", profile.mean},
          {"spread", five_numbers_json(profile.spread)},
          {"method", to_string(scores.scoring.method)},
          {"bins", scores.scoring.bins},
          {"cuts", edges},
          {"missing_scores", scores.missing_levels},
          {"scores", levels}};
}

template <class Group>
Json group_json(const Group& group, const Analysis& analysis) {
  const double revenue = analysis.revenue().to_double();
  return {{"customers", group.customers},
          {"customer_share",
           static_cast<double>(group.customers) / static_cast<double>(analysis.table.size())},
          {"recency_mean", group.mean_recency},
          {"frequency_mean", group.mean_frequency},
          {"monetary_mean", group.mean_monetary()},
          {"revenue", number(group.revenue)},
          {"revenue_share", revenue == 0 ? 0.0 : group.revenue.to_double() / revenue}};
}

Json segments_json(const Analysis& analysis) {
  Json segments = Json::array();
  for (const SegmentSummary& segment : analysis.segments) {
    const SegmentRule& rule = analysis.segmentation.rule(segment.segment);
    Json entry = {{"name", rule.name}};
    entry.update(group_json(segment, analysis));
    entry["color"] = rule.color;
    entry["recommendation"] = rule.recommendation;
    segments.push_back(std::move(entry));
  }
  return segments;
}

Json profile_json(Json entry, const GroupProfile& profile, const Analysis& analysis) {
  entry.update(group_json(profile, analysis));
  entry["spend"] = five_numbers_json(profile.spend);
  entry["items"] = five_numbers_json(profile.items);
  return entry;
}

Json clustering_json(const Analysis& analysis) {
  const Clustering& clustering = analysis.clustering;
  const FeatureScaling& scaling = clustering.scaling;
  Json features = Json::array();
  for (std::size_t f = 0; f < scaling.names.size(); ++f) {
    features.push_back({{"name", scaling.names[f]},
                        {"transform", "log1p"},
                        {"mean", scaling.mean[f]},
                        {"deviation", scaling.deviation[f]}});
  }
  Json clusters = Json::array();
  for (const GroupProfile& profile : analysis.clusters) {
    const std::size_t columns = scaling.names.size();
    const auto first =
        clustering.kmeans.centroids.begin() +
        static_cast<std::ptrdiff_t>(static_cast<std::size_t>(profile.group - 1) * columns);
    const std::vector<double> centroid(first, first + static_cast<std::ptrdiff_t>(columns));
    Json entry = profile_json({{"cluster", profile.group}}, profile, analysis);
    entry["centroid"] = centroid;
    clusters.push_back(std::move(entry));
  }
  return {{"k", clustering.options.k},
          {"starts", clustering.options.starts},
          {"seed", clustering.options.seed},
          {"inertia", clustering.kmeans.inertia},
          {"converged", clustering.kmeans.converged},
          {"features", features},
          {"clusters", clusters}};
}

Json tiers_json(const Analysis& analysis) {
  Json tiers = Json::array();
  for (const GroupProfile& profile : analysis.tier_profiles) {
    const TierRule& rule = analysis.tiers.rules[static_cast<std::size_t>(profile.group)];
    Json entry =
        profile_json({{"name", rule.name}, {"max_points", rule.max_points}}, profile, analysis);
    entry["recommendation"] = rule.recommendation;
    tiers.push_back(std::move(entry));
  }
  return tiers;
}

Json overlap_json(const Analysis& analysis) {
  Json overlap = Json::array();
  for (std::size_t i = 0; i < analysis.segments.size(); ++i) {
    overlap.push_back({{"segment", analysis.segmentation.rule(analysis.segments[i].segment).name},
                       {"customers_by_cluster", analysis.overlap[i]}});
  }
  return overlap;
}

}  // namespace

void write_json(const Analysis& analysis, std::ostream& out) {
  const TransactionSummary& transactions = analysis.transactions;
  const Scores& scores = analysis.segmentation.scores;
  const MetricDefinitions& metrics = analysis.segmentation.scheme.metrics;
  const Json json = {
      {"format", "rfmseg-analysis"},
      {"format_version", 1},
      {"rfmseg_version", RFMSEG_VERSION},
      {"input", input_json(transactions)},
      {"ledger", ledger_json(transactions.ledger)},
      {"period",
       {{"first_purchase", to_string(transactions.first_purchase)},
        {"last_purchase", to_string(transactions.last_purchase)},
        {"as_of", to_string(transactions.as_of)}}},
      {"measures",
       {{"frequency", to_string(metrics.frequency)},
        {"minus_first", metrics.minus_first},
        {"monetary", to_string(metrics.monetary)}}},
      {"customers", analysis.table.size()},
      {"orders", transactions.orders},
      {"revenue", number(analysis.revenue())},
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
      {"segments", segments_json(analysis)},
      {"clustering", clustering_json(analysis)},
      {"value_tiers", tiers_json(analysis)},
      {"overlap", overlap_json(analysis)},
  };
  out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace rfmseg
