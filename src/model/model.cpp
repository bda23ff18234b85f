#include "rfmseg/model/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "cluster/assignment.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/text.hpp"

namespace rfmseg {

void require_kept(Transform transform) {
  if (can_be_kept(transform)) return;
  throw UsageError(fmt::format(
      "--transform {0}: a {0} holds only among the customers it was found of, so it makes no model "
      "for others (hint: --transform log1p)",
      to_string(transform)));
}

Model make_model(const CustomerTable& table, const MetricDefinitions& metrics,
                 const Clustering& clustering, const ValueTiers& tiers, FrozenSegments segments) {
  require_kept(clustering.features.transform);
  Model model;
  model.metrics = metrics;
  model.features = clustering.features;
  model.scales = clustering.scales;
  model.tier_rules = tiers.rules;
  model.tier_cuts = tiers.cuts;
  model.segments = std::move(segments);

  const std::vector<double>& centroids = clustering.kmeans.centroids;
  const std::size_t columns = clustering.scales.size();
  for (std::size_t c = 0; c < clustering.names.size(); ++c) {
    Model::Cluster& cluster = model.clusters.emplace_back();
    cluster.name = clustering.names[c];
    const auto first = centroids.begin() + static_cast<std::ptrdiff_t>(c * columns);
    cluster.centroid.assign(first, first + static_cast<std::ptrdiff_t>(columns));
  }
  const Assignment assignment =
      assign(scaled_features(table, model.features, model.scales), centroids);
  for (std::size_t i = 0; i < table.size(); ++i) {
    auto& cluster = model.clusters[static_cast<std::size_t>(assignment.label[i])];
    ++cluster.customers;
    cluster.radius = std::max(cluster.radius, assignment.distance[i]);
  }
  return model;
}

ModelFit fit_to_model(const CustomerTable& table, const Model& model) {
  std::vector<double> centroids;
  for (const Model::Cluster& cluster : model.clusters) {
    centroids.insert(centroids.end(), cluster.centroid.begin(), cluster.centroid.end());
  }
  Assignment assignment = assign(scaled_features(table, model.features, model.scales), centroids);
  ModelFit fit;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (!std::isfinite(assignment.distance[i])) {
      throw DataError(fmt::format(
          "customer '{}' lies too far from the model's clusters to say how far (hint: fit the "
          "model again)",
          printable(table.customers[i].id)));
    }
    const auto cluster = static_cast<std::size_t>(assignment.label[i]);
    fit.outside.push_back(assignment.distance[i] > model.clusters[cluster].radius);
  }
  fit.label = std::move(assignment.label);
  fit.distance = std::move(assignment.distance);
  fit.tiers = value_tiers(table, model.tier_rules, model.tier_cuts);
  return fit;
}

}  // namespace rfmseg
