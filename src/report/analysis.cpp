#include "rfmseg/report/analysis.hpp"

#include <algorithm>
#include <utility>

#include "rfm/quantiles.hpp"
#include "rfm/scoring.hpp"
#include "rfmseg/report/doubts.hpp"

namespace rfmseg {
namespace {

Amount amount_of_metric(Amount value) {
  return value;
}
Amount amount_of_metric(std::int64_t value) {
  return Amount::from_integer(value);
}

template <class Column>
MetricProfile profile_metric(const Column& values, const MetricScores& scores) {
  MetricProfile profile;
  const int bins = scores.scoring.bins;
  profile.levels.resize(static_cast<std::size_t>(bins));
  for (int score = bins; score >= 1; --score) {
    profile.levels[static_cast<std::size_t>(bins - score)].score = score;
  }
  Amount sum;
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto& level = profile.levels[static_cast<std::size_t>(bins - scores.score[i])];
    const Amount value = amount_of_metric(values[i]);
    level.minimum = level.customers == 0 ? value : std::min(level.minimum, value);
    level.maximum = level.customers == 0 ? value : std::max(level.maximum, value);
    ++level.customers;
    sum += value;
  }
  profile.mean = sum.to_double() / static_cast<double>(values.size());
  profile.spread = five_numbers(values);
  return profile;
}

/// Of clusters with customers.
std::vector<std::size_t> commonest_tiers(const Clustering& clustering, const ValueTiers& tiers) {
  std::vector<std::size_t> commonest;
  const std::vector<std::int32_t> tier(tiers.tier.begin(), tiers.tier.end());
  for (const std::vector<std::int64_t>& row : contingency(clustering.kmeans.label, tier)) {
    const auto from_best = std::max_element(row.rbegin(), row.rend());
    if (*from_best == 0) continue;
    commonest.push_back(static_cast<std::size_t>(row.rend() - from_best) - 1);
  }
  return commonest;
}

Contingency count_overlap(const Analysis& analysis) {
  std::vector<std::size_t> row_of(analysis.segmentation.scheme.segments.size() + 1);
  for (std::size_t i = 0; i < analysis.segments.size(); ++i)
    row_of[analysis.segments[i].segment] = i;
  const std::vector<std::size_t> column_of = analysis.cluster_positions();
  Contingency overlap(analysis.segments.size(),
                      std::vector<std::int64_t>(analysis.clusters.size()));
  for (std::size_t i = 0; i < analysis.table.size(); ++i) {
    const auto cluster = static_cast<std::size_t>(analysis.clustering.kmeans.label[i]);
    ++overlap[row_of[analysis.segmentation.segment[i]]][column_of[cluster]];
  }
  return overlap;
}

AppliedModel apply_model(const CustomerTable& table, const Scores& scores, const Model& model,
                         const std::string& name) {
  AppliedModel applied{name, population_stability(scores, model.segments),
                       fit_to_model(table, model)};
  for (const Model::Cluster& cluster : model.clusters)
    applied.fitted_customers += cluster.customers;
  applied.outside_customers = std::ranges::count(applied.fit.outside, true);
  return applied;
}

}  // namespace

Amount Analysis::revenue() const {
  Amount revenue;
  for (const SegmentSummary& segment : segments) revenue += segment.revenue;
  return revenue;
}

std::vector<std::size_t> Analysis::cluster_positions() const {
  std::vector<std::size_t> positions(static_cast<std::size_t>(clustering.options.k));
  for (std::size_t c = 0; c < clusters.size(); ++c) {
    positions[static_cast<std::size_t>(clusters[c].group - 1)] = c;
  }
  return positions;
}

Analysis analyze(Customers customers, const AnalysisOptions& options) {
  Analysis analysis;
  analysis.segmentation = segment_customers(customers.table, options.scheme, options.min_group,
                                            options.clustering.kmeans.threads);
  analysis.outlook = find_outlook(customers, analysis.segmentation, options.outlook);
  analysis.table = std::move(customers.table);
  analysis.transactions = std::move(customers.transactions);
  const Scores& scores = analysis.segmentation.scores;
  analysis.recency = profile_metric(analysis.table.recency, scores.recency);
  analysis.frequency = profile_metric(analysis.table.frequency, scores.frequency);
  analysis.monetary = profile_metric(analysis.table.monetary, scores.monetary);
  analysis.ties = audit_ties(analysis.table, analysis.segmentation, options.min_group);
  analysis.warnings = segmentation_doubts(analysis.table, analysis.segmentation, options.min_group);
  if (analysis.transactions && analysis.transactions->dropped_returns) {
    const auto doubt = doubt_of(*analysis.transactions->dropped_returns);
    if (doubt) analysis.warnings.insert(analysis.warnings.begin(), *doubt);
  }
  analysis.warnings.insert(analysis.warnings.end(), analysis.outlook.missing.begin(),
                           analysis.outlook.missing.end());
  analysis.segments = summarise_segments(analysis.table, analysis.segmentation);
  analysis.group_column = options.group_column;
  for (const ScoredGroup& group : analysis.segmentation.groups) {
    analysis.group_segments.push_back(
        summarise_segments(analysis.table, analysis.segmentation, group));
  }

  const KMeansOptions& kmeans = options.clustering.kmeans;
  if (options.model != nullptr) {
    analysis.model = apply_model(analysis.table, scores, *options.model, options.model_name);
    const ModelFit& fit = analysis.model->fit;
    analysis.clustering =
        clustering_by_model(analysis.table, *options.model, fit, kmeans.seed, kmeans.threads);
    analysis.tiers = fit.tiers;
  } else {
    analysis.clustering = cluster_customers(analysis.table, options.clustering, &scores);
    analysis.tiers = value_tiers(analysis.table, options.scheme.tiers, kmeans.threads);
  }
  std::vector<int> group(analysis.table.size());
  for (std::size_t i = 0; i < group.size(); ++i) group[i] = analysis.clustering.cluster(i);
  analysis.clusters = profile_groups(analysis.table, group);

  group.assign(analysis.tiers.tier.begin(), analysis.tiers.tier.end());
  analysis.tier_profiles = profile_groups(analysis.table, group);

  analysis.cluster_tiers = commonest_tiers(analysis.clustering, analysis.tiers);
  analysis.overlap = count_overlap(analysis);
  return analysis;
}

}  // namespace rfmseg
