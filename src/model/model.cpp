#include "rfmseg/model/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "cluster/assignment.hpp"
#include "cluster/cluster_quality.hpp"
#include "cluster/feature_matrix.hpp"
#include "cluster/feature_means.hpp"
#include "cluster/features.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// The centroids as in KMeansResult.
std::vector<double> centroids_of(const Model& model) {
  std::vector<double> centroids;
  for (const Model::Cluster& cluster : model.clusters) {
    centroids.insert(centroids.end(), cluster.centroid.begin(), cluster.centroid.end());
  }
  return centroids;
}

/// The clusters that have points, renumbered, with the means of their points as centroids.
KMeansResult occupied_clusters(const FeatureMatrix& points, const std::vector<std::int32_t>& label,
                               std::size_t k) {
  std::vector<double> sizes(k);
  for (const std::int32_t cluster : label) ++sizes[static_cast<std::size_t>(cluster)];
  std::vector<std::int32_t> number(k);
  std::int32_t occupied = 0;
  for (std::size_t c = 0; c < k; ++c) {
    number[c] = occupied;
    if (sizes[c] > 0) ++occupied;
  }
  KMeansResult clusters;
  clusters.centroids.resize(static_cast<std::size_t>(occupied) * points.columns());
  for (std::size_t i = 0; i < points.rows(); ++i) {
    const auto own = static_cast<std::size_t>(label[i]);
    clusters.label.push_back(number[own]);
    for (std::size_t f = 0; f < points.columns(); ++f) {
      const std::size_t at = static_cast<std::size_t>(number[own]) * points.columns() + f;
      clusters.centroids[at] += points(i, f) / sizes[own];
    }
  }
  for (std::size_t i = 0; i < points.rows(); ++i) {
    for (std::size_t f = 0; f < points.columns(); ++f) {
      const std::size_t at = static_cast<std::size_t>(clusters.label[i]) * points.columns() + f;
      const double apart = points(i, f) - clusters.centroids[at];
      clusters.inertia += apart * apart;
    }
  }
  return clusters;
}

}  // namespace

void require_kept(Transform transform) {
  if (can_be_kept(transform)) return;
  throw UsageError(fmt::format(
      "{0} {1}: a {1} depends on all customers, so it cannot be saved in a model (hint: {0} log1p)",
      Setting::transform, to_string(transform)));
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
  Assignment assignment =
      assign(scaled_features(table, model.features, model.scales), centroids_of(model));
  ModelFit fit;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (!std::isfinite(assignment.distance[i])) {
      throw DataError(
          fmt::format("customer '{}' is too far from the model's clusters for a distance (hint: "
                      "fit the model again)",
                      printable(table.ids[i])));
    }
    const auto cluster = static_cast<std::size_t>(assignment.label[i]);
    fit.outside.push_back(assignment.distance[i] > model.clusters[cluster].radius);
  }
  fit.label = std::move(assignment.label);
  fit.distance = std::move(assignment.distance);
  fit.tiers = value_tiers(table, model.tier_rules, model.tier_cuts);
  return fit;
}

Clustering clustering_by_model(const CustomerTable& table, const Model& model, const ModelFit& fit,
                               std::uint64_t seed, unsigned threads) {
  const FeatureMatrix points = scaled_features(table, model.features, model.scales);
  const std::size_t k = model.clusters.size();
  Clustering clustering;
  clustering.options.k = static_cast<int>(k);
  clustering.features = model.features;
  clustering.scales = model.scales;
  clustering.kmeans.centroids = centroids_of(model);
  clustering.kmeans.label = fit.label;
  for (const double distance : fit.distance) clustering.kmeans.inertia += distance * distance;
  clustering.quality =
      cluster_quality(points, occupied_clusters(points, fit.label, k), seed, threads);
  clustering.quality.inertia = clustering.kmeans.inertia;
  clustering.feature_means = feature_means(table, model.features, nullptr, fit.label, k);
  for (const Model::Cluster& cluster : model.clusters) clustering.names.push_back(cluster.name);
  return clustering;
}

}  // namespace rfmseg
