#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "report/analysis_json.hpp"
#include "report/tables/clustering_tables.hpp"
#include "report/tables/group_tables.hpp"
#include "report/tables/table_json.hpp"

namespace rfmseg {
namespace {

/// A key whose place in analysis.json is not that of its column.
void move_to_end(Json& object, const char* key) {
  Json value = std::move(object[key]);
  object.erase(key);
  object[key] = std::move(value);
}

Json quality_json(const ClusterQuality& quality) {
  return {{"inertia", quality.inertia},
          {"silhouette", or_null(quality.silhouette)},
          {"silhouette_customers", quality.silhouette_points},
          {"calinski_harabasz", or_null(quality.calinski_harabasz)},
          {"davies_bouldin", or_null(quality.davies_bouldin)}};
}

/// Null when k was given.
Json k_choice_json(const std::optional<KChoice>& choice) {
  if (!choice) return nullptr;
  Json favourites = Json::object();
  for (const KCriterion criterion : kKCriteria) {
    favourites[std::string(to_string(criterion))] = or_null(choice->favourite(criterion));
  }
  return {{"by", std::string(to_string(choice->search.by))},
          {"favourites", favourites},
          {"gap_customers", choice->gap_points},
          {"gap_references", choice->gap_references},
          {"candidates", json_rows(k_choice_table(*choice))}};
}

/// Null when no resamples were asked for.
Json stability_json(const std::optional<Stability>& stability) {
  if (!stability) return nullptr;
  return {{"resamples", stability->resamples},
          {"customers", stability->points},
          {"adjusted_rand_index_mean", stability->mean_adjusted_rand},
          {"clusters", json_rows(stability_table(*stability))}};
}

/// The clusters, with what only JSON has about their features.
Json clusters_json(const Analysis& analysis) {
  const Clustering& clustering = analysis.clustering;
  const auto columns = static_cast<std::ptrdiff_t>(clustering.scales.size());
  const auto of_cluster = [&](const std::vector<double>& values, int cluster) {
    const auto first = values.begin() + (cluster - 1) * columns;
    return std::vector<double>(first, first + columns);
  };
  Json clusters = json_rows(cluster_table(analysis));
  for (Json& cluster : clusters) {
    const int number = cluster["cluster"];
    cluster["feature_means"] = of_cluster(clustering.feature_means, number);
    move_to_end(cluster, "name");
    move_to_end(cluster, "value_tier");
    move_to_end(cluster, "recommendation");
    cluster["centroid"] = of_cluster(clustering.kmeans.centroids, number);
  }
  return clusters;
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
  const bool found = !analysis.model;
  Json json = {{"k", clustering.options.k},
               {"starts", found ? Json(clustering.options.starts) : Json(nullptr)},
               {"seed", found ? Json(clustering.options.seed) : Json(nullptr)},
               {"converged", found ? Json(clustering.kmeans.converged) : Json(nullptr)}};
  json.update(quality_json(clustering.quality));
  json["stability"] = stability_json(clustering.stability);
  json["k_choice"] = k_choice_json(clustering.choice);
  json["features"] = features;
  json["clusters"] = clusters_json(analysis);
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

}  // namespace rfmseg
