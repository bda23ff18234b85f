#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/cluster/clustering.hpp"
#include "rfmseg/cluster/value_tiers.hpp"
#include "rfmseg/rfm/metric_definitions.hpp"
#include "rfmseg/segment/frozen_segments.hpp"

namespace rfmseg {

/// Segments, clusters and value tiers as they were found of some customers, for others to be put
/// in.
struct Model {
  struct Cluster {
    std::string name;              ///< see Clustering::names
    std::int64_t customers = 0;    ///< it was found of
    std::vector<double> centroid;  ///< in scaled features
    double radius = 0;             ///< the distance of the farthest of its customers
  };

  MetricDefinitions metrics;  ///< as the customers were measured
  FeatureOptions features;
  std::vector<FeatureScale> scales;  ///< of each feature
  std::vector<Cluster> clusters;     ///< by their number, less 1
  std::vector<TierRule> tier_rules;
  TierCuts tier_cuts;
  FrozenSegments segments;
};

/// Throws UsageError for a transform that cannot be kept.
void require_kept(Transform transform);

/// The model of these customers, clusters, tiers and segments. Throws as require_kept().
[[nodiscard]] Model make_model(const CustomerTable& table, const MetricDefinitions& metrics,
                               const Clustering& clustering, const ValueTiers& tiers,
                               FrozenSegments segments);

/// Where customers belong in a model's clusters and tiers; each vector is parallel to them.
struct ModelFit {
  std::vector<std::int32_t> label;  ///< the cluster whose centroid is nearest, from 0
  std::vector<double> distance;     ///< to that centroid, in scaled features
  /// Whether that is farther than any customer whom the cluster was found of.
  std::vector<bool> outside;
  ValueTiers tiers;
};

/// Throws DataError as customer_features() does, and for a distance that is no finite number.
[[nodiscard]] ModelFit fit_to_model(const CustomerTable& table, const Model& model);

/// The model's clusters as a clustering of these customers, of whom `fit` says where they belong.
/// Centroids, scales and names are the model's, and the inertia is to these centroids; a cluster
/// may be empty. The other figures of quality are those of the groups as they are. `seed` and
/// `threads` as for cluster_quality().
[[nodiscard]] Clustering clustering_by_model(const CustomerTable& table, const Model& model,
                                             const ModelFit& fit, std::uint64_t seed,
                                             unsigned threads);

/// The JSON that docs/formats.md describes.
void write_model(const Model& model, std::ostream& out);
/// Throws UsageError that names `source` and what is wrong.
[[nodiscard]] Model parse_model(std::string_view json, const std::string& source);
/// The model in that file.
[[nodiscard]] Model load_model(const std::string& path);

}  // namespace rfmseg
