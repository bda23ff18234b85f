#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "report/analysis_json.hpp"

namespace rfmseg {
namespace {

Json profile_json(Json entry, const GroupProfile& profile, const Analysis& analysis) {
  entry.update(group_json(profile, analysis));
  entry["recency"] = five_numbers_json(profile.recency);
  entry["frequency"] = five_numbers_json(profile.frequency);
  entry["spend"] = five_numbers_json(profile.spend);
  entry["items"] = analysis.table.has_items() ? five_numbers_json(profile.items) : Json(nullptr);
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

}  // namespace

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
    const TierRule& tier = analysis.tiers.rules[analysis.cluster_tiers[clusters.size()]];
    const auto mean = clustering.feature_means.begin() + static_cast<std::ptrdiff_t>(c * columns);
    entry["feature_means"] = std::vector<double>(mean, mean + static_cast<std::ptrdiff_t>(columns));
    entry["name"] = clustering.names[c];
    entry["value_tier"] = tier.name;
    entry["recommendation"] = tier.recommendation;
    entry["centroid"] = centroid;
    clusters.push_back(std::move(entry));
  }
  const bool found = !analysis.model;
  Json json = {{"k", clustering.options.k},
               {"starts", found ? Json(clustering.options.starts) : Json(nullptr)},
               {"seed", found ? Json(clustering.options.seed) : Json(nullptr)},
               {"converged", found ? Json(clustering.kmeans.converged) : Json(nullptr)}};
  json.update(quality_json(clustering.quality));
  json["stability"] = stability_json(clustering.stability);
  json["k_choice"] = k_choice_json(clustering.choice);
  json["features"] = features;
  json["clusters"] = clusters;
  return json;
}

Json model_json(const std::optional<AppliedModel>& model) {
  if (!model) return nullptr;
  return {{"file", model->name},
          {"customers", model->fitted_customers},
          {"outside_customers", model->outside_customers},
          {"population_stability_index",
           {{"recency", model->drift.recency},
            {"frequency", model->drift.frequency},
            {"monetary", model->drift.monetary}}}};
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

}  // namespace rfmseg
