#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "report/json_number.hpp"
#include "rfmseg/report/analysis_report.hpp"

namespace rfmseg {
namespace {

using Json = nlohmann::ordered_json;

Json five_numbers_json(const FiveNumbers& numbers) {
  return {{"min", json_number(numbers.minimum)},
          {"lower_quartile", json_number(numbers.lower_quartile)},
          {"median", json_number(numbers.median)},
          {"upper_quartile", json_number(numbers.upper_quartile)},
          {"max", json_number(numbers.maximum)}};
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

Json entry_json(const Ledger::Entry& entry) {
  return {{"rows", entry.rows}, {"amount", json_number(entry.amount)}};
}

Json ledger_json(const Ledger& ledger) {
  Json dropped = Json::object();
  for (std::size_t i = 0; i < kFateCount; ++i) {
    const auto fate = static_cast<Fate>(i);
    if (is_dropped(fate)) dropped[std::string(fate_key(fate))] = entry_json(ledger[fate]);
  }
  return {{"read", entry_json(ledger.total())},
          {"kept", entry_json(ledger[Fate::kept])},
          {"subtracted", entry_json(ledger[Fate::subtracted])},
          {"dropped", dropped}};
}

/// Null when cancellations are dropped.
Json returns_json(const std::optional<ReturnsEffect>& returns) {
  if (!returns) return nullptr;
  Json falls = Json::array();
  for (const ReturnsEffect::Fall& fall : returns->largest) {
    falls.push_back({{"customer_id", fall.customer_id},
                     {"gross", json_number(fall.gross)},
                     {"net", json_number(fall.net)}});
  }
  return {{"customers", returns->customers},
          {"returning_customers", returns->returning},
          {"gross", json_number(returns->gross)},
          {"subtracted", entry_json(returns->subtracted)},
          {"net", json_number(returns->net())},
          {"dropped_customers", returns->dropped},
          {"dropped_sales", entry_json(returns->dropped_sales)},
          {"dropped_cancellations", entry_json(returns->dropped_returns)},
          {"unmatched", entry_json(returns->unmatched)},
          {"largest_falls", falls}};
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

template <class Group>
Json group_json(const Group& group, double customers, double revenue) {
  return {{"customers", group.customers},
          {"customer_share", static_cast<double>(group.customers) / customers},
          {"recency_mean", group.mean_recency},
          {"frequency_mean", group.mean_frequency},
          {"monetary_mean", group.mean_monetary()},
          {"revenue", json_number(group.revenue)},
          {"revenue_share", revenue == 0 ? 0.0 : group.revenue.to_double() / revenue}};
}

template <class Group>
Json group_json(const Group& group, const Analysis& analysis) {
  return group_json(group, static_cast<double>(analysis.table.size()),
                    analysis.revenue().to_double());
}

/// Null when customers are not grouped.
Json groups_json(const Analysis& analysis) {
  const Segmentation& segmentation = analysis.segmentation;
  if (segmentation.groups.empty()) return nullptr;
  Json groups = Json::array();
  for (std::size_t g = 0; g < segmentation.groups.size(); ++g) {
    const ScoredGroup& group = segmentation.groups[g];
    Amount revenue;
    for (const SegmentSummary& segment : analysis.group_segments[g]) revenue += segment.revenue;
    const auto customers = static_cast<double>(group.customers.size());
    Json segments = Json::array();
    for (const SegmentSummary& segment : analysis.group_segments[g]) {
      Json entry = {{"name", segmentation.rule(segment.segment).name}};
      entry.update(group_json(segment, customers, revenue.to_double()));
      segments.push_back(std::move(entry));
    }
    groups.push_back({{"name", group.name},
                      {"customers", group.customers.size()},
                      {"revenue", json_number(revenue)},
                      {"cuts",
                       {{"recency", cuts_json(group.scores.recency)},
                        {"frequency", cuts_json(group.scores.frequency)},
                        {"monetary", cuts_json(group.scores.monetary)}}},
                      {"segments", segments}});
  }
  return {{"by", analysis.group_column}, {"groups", groups}};
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
  entry["recency"] = five_numbers_json(profile.recency);
  entry["frequency"] = five_numbers_json(profile.frequency);
  entry["spend"] = five_numbers_json(profile.spend);
  entry["items"] = analysis.table.has_items ? five_numbers_json(profile.items) : Json(nullptr);
  return entry;
}

/// Null where there is no such figure.
Json optional_json(const std::optional<double>& figure) {
  return figure ? Json(*figure) : Json(nullptr);
}

Json quality_json(const ClusterQuality& quality) {
  return {{"inertia", quality.inertia},
          {"silhouette", optional_json(quality.silhouette)},
          {"silhouette_customers", quality.silhouette_points},
          {"calinski_harabasz", optional_json(quality.calinski_harabasz)},
          {"davies_bouldin", optional_json(quality.davies_bouldin)}};
}

/// Null when k was given.
Json k_choice_json(const std::optional<KChoice>& choice) {
  if (!choice) return nullptr;
  Json favourites = Json::object();
  for (const KCriterion criterion : kKCriteria) {
    const std::optional<int> k = choice->favourite(criterion);
    favourites[std::string(to_string(criterion))] = k ? Json(*k) : Json(nullptr);
  }
  Json candidates = Json::array();
  for (const KCandidate& candidate : choice->candidates) {
    Json entry = {{"k", candidate.k}};
    entry.update(quality_json(candidate.quality));
    entry["gap"] = candidate.gap ? Json(candidate.gap->gap) : Json(nullptr);
    entry["gap_error"] = candidate.gap ? Json(candidate.gap->error) : Json(nullptr);
    entry["stability"] =
        candidate.stability ? Json(candidate.stability->mean_adjusted_rand) : Json(nullptr);
    candidates.push_back(std::move(entry));
  }
  return {{"by", std::string(to_string(choice->search.by))},
          {"favourites", favourites},
          {"gap_customers", choice->gap_points},
          {"gap_references", choice->gap_references},
          {"candidates", candidates}};
}

/// Null when no resamples were asked for.
Json stability_json(const std::optional<Stability>& stability) {
  if (!stability) return nullptr;
  Json clusters = Json::array();
  for (const Stability::Cluster& cluster : stability->clusters) {
    clusters.push_back({{"cluster", clusters.size() + 1},
                        {"jaccard_mean", cluster.mean_jaccard},
                        {"dissolutions", cluster.dissolutions},
                        {"dissolves", cluster.dissolves()}});
  }
  return {{"resamples", stability->resamples},
          {"customers", stability->points},
          {"adjusted_rand_index_mean", stability->mean_adjusted_rand},
          {"clusters", clusters}};
}

Json clustering_json(const Analysis& analysis) {
  const Clustering& clustering = analysis.clustering;
  const bool winsorized = clustering.features.winsorize > 0;
  Json features = Json::array();
  for (const FeatureScale& scale : clustering.scales) {
    features.push_back(
        {{"name", std::string(to_string(scale.feature))},
         {"least", winsorized ? Json(scale.least) : Json(nullptr)},
         {"most", winsorized ? Json(scale.most) : Json(nullptr)},
         {"transform", std::string(to_string(clustering.features.transform))},
         {"lambda",
          clustering.features.transform == Transform::box_cox ? Json(scale.lambda) : Json(nullptr)},
         {"scaling", std::string(to_string(clustering.features.scaling))},
         {"centre", scale.centre},
         {"spread", scale.spread}});
  }
  Json clusters = Json::array();
  for (const GroupProfile& profile : analysis.clusters) {
    const std::size_t columns = clustering.scales.size();
    const auto first =
        clustering.kmeans.centroids.begin() +
        static_cast<std::ptrdiff_t>(static_cast<std::size_t>(profile.group - 1) * columns);
    const std::vector<double> centroid(first, first + static_cast<std::ptrdiff_t>(columns));
    Json entry = profile_json({{"cluster", profile.group}}, profile, analysis);
    const auto c = static_cast<std::size_t>(profile.group - 1);
    const TierRule& tier = analysis.tiers.rules[analysis.cluster_tiers[c]];
    const auto mean = clustering.feature_means.begin() + static_cast<std::ptrdiff_t>(c * columns);
    entry["feature_means"] = std::vector<double>(mean, mean + static_cast<std::ptrdiff_t>(columns));
    entry["name"] = clustering.names[c];
    entry["value_tier"] = tier.name;
    entry["recommendation"] = tier.recommendation;
    entry["centroid"] = centroid;
    clusters.push_back(std::move(entry));
  }
  Json json = {{"k", clustering.options.k},
               {"starts", clustering.options.starts},
               {"seed", clustering.options.seed},
               {"converged", clustering.kmeans.converged}};
  json.update(quality_json(clustering.quality));
  json["stability"] = stability_json(clustering.stability);
  json["k_choice"] = k_choice_json(clustering.choice);
  json["features"] = features;
  json["clusters"] = clusters;
  return json;
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

/// The segments that k-means splits, and those it joins.
Json splits_json(const Analysis& analysis) {
  const auto name = [&](std::size_t row) {
    return analysis.segmentation.rule(analysis.segments[row].segment).name;
  };
  Json splits = Json::array();
  for (const SplitGroup& split : split_groups(analysis.overlap)) {
    Json clusters = Json::array();
    for (const std::size_t part : split.parts) clusters.push_back(part + 1);
    splits.push_back({{"segment", name(split.group)}, {"clusters", clusters}});
  }
  return splits;
}

Json joins_json(const Analysis& analysis) {
  Json joins = Json::array();
  for (const JoinedGroups& join : joined_groups(analysis.overlap)) {
    Json segments = Json::array();
    for (const std::size_t row : join.groups) {
      segments.push_back(analysis.segmentation.rule(analysis.segments[row].segment).name);
    }
    joins.push_back({{"cluster", join.in + 1}, {"segments", segments}});
  }
  return joins;
}

Json measures_json(const MetricDefinitions& metrics) {
  return {{"frequency", to_string(metrics.frequency)},
          {"minus_first", metrics.minus_first},
          {"monetary", to_string(metrics.monetary)}};
}

Json period_json(const TransactionSummary& transactions) {
  return {{"first_purchase", to_string(transactions.first_purchase)},
          {"last_purchase", to_string(transactions.last_purchase)},
          {"as_of", to_string(transactions.as_of)}};
}

}  // namespace

void write_json(const Analysis& analysis, std::ostream& out) {
  const Scores& scores = analysis.segmentation.scores;
  // Null where customers were measured before.
  const auto if_transactions = [&](auto make) {
    return analysis.transactions ? Json(make(*analysis.transactions)) : Json(nullptr);
  };
  const Json json = {
      {"format", "rfmseg-analysis"},
      {"format_version", 1},
      {"rfmseg_version", RFMSEG_VERSION},
      {"input", if_transactions(input_json)},
      {"ledger", if_transactions([](const auto& of) { return ledger_json(of.ledger); })},
      {"period", if_transactions(period_json)},
      {"returns", if_transactions([](const auto& of) { return returns_json(of.returns); })},
      {"measures", if_transactions([&](const auto&) {
         return measures_json(analysis.segmentation.scheme.metrics);
       })},
      {"customers", analysis.table.size()},
      {"orders", if_transactions([](const auto& of) { return of.orders; })},
      {"revenue", json_number(analysis.revenue())},
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
      {"groups", groups_json(analysis)},
      {"clustering", clustering_json(analysis)},
      {"value_tiers", tiers_json(analysis)},
      {"overlap", overlap_json(analysis)},
      {"splits", splits_json(analysis)},
      {"joins", joins_json(analysis)},
      {"agreement",
       {{"adjusted_rand_index", adjusted_rand_index(analysis.overlap)},
        {"normalised_mutual_information", normalised_mutual_information(analysis.overlap)}}},
  };
  out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace rfmseg
