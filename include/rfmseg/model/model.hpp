#pragma once

/// \file
/// Models: segments, clusters and value tiers found for some customers, saved to assign others.
///
///     const auto segments =
///         rfmseg::freeze_segments(table, scheme.scoring, rfmseg::scheme_text("classic"));
///     std::ofstream file("model.json");
///     rfmseg::write_model(
///         rfmseg::make_model(table, scheme.metrics, clustering, tiers, segments), file);
///     // Later, with the table of other customers:
///     const rfmseg::ModelFit fit = rfmseg::fit_to_model(others, rfmseg::load_model("model.json"));

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

/// The segments, clusters and value tiers found for the customers of the fit. Other customers must
/// be measured with the same MetricDefinitions.
struct Model {
  /// One cluster.
  struct Cluster {
    std::string name;              ///< see Clustering::names
    std::int64_t customers = 0;    ///< number of customers in the fit
    std::vector<double> centroid;  ///< in scaled features, parallel to `scales`
    double radius = 0;             ///< distance of its farthest customer from the centroid
  };

  MetricDefinitions metrics;  ///< of the customers of the fit
  FeatureOptions features;
  std::vector<FeatureScale> scales;  ///< parallel to features.features
  std::vector<Cluster> clusters;     ///< cluster number - 1 is the index
  std::vector<TierRule> tier_rules;
  TierCuts tier_cuts;
  FrozenSegments segments;
};

/// Throws UsageError if a model cannot have this transform: see can_be_kept().
void require_kept(Transform transform);

/// Makes a model. `metrics` are those the table was measured with; `clustering` and `tiers` are
/// those of the table. Throws UsageError as require_kept() does.
[[nodiscard]] Model make_model(const CustomerTable& table, const MetricDefinitions& metrics,
                               const Clustering& clustering, const ValueTiers& tiers,
                               FrozenSegments segments);

/// The clusters and value tiers of customers under a model. The vectors are parallel to the
/// customers.
struct ModelFit {
  std::vector<std::int32_t> label;  ///< index of the cluster with the nearest centroid
  std::vector<double> distance;     ///< to this centroid, in scaled features
  /// Whether the distance exceeds the cluster's radius: no customer of the fit was as far away.
  std::vector<bool> outside;
  ValueTiers tiers;
};

/// Assigns the customers to the model's clusters and tiers. For segments, see frozen_scheme().
/// Throws DataError if the table does not have a feature of the model, or if a value cannot be
/// transformed or is too far from the clusters to compute a distance.
[[nodiscard]] ModelFit fit_to_model(const CustomerTable& table, const Model& model);

/// Converts a ModelFit of the table to a Clustering, to use it where one is required. Centroids,
/// scales and names are the model's; a cluster may be empty. The inertia is relative to the model's
/// centroids; the other measures of quality are relative to the means of these customers. `seed`
/// selects the sample of the silhouette; `threads` does not affect the result.
[[nodiscard]] Clustering clustering_by_model(const CustomerTable& table, const Model& model,
                                             const ModelFit& fit, std::uint64_t seed,
                                             unsigned threads);

/// Writes the model as JSON; docs/formats.md describes the format.
void write_model(const Model& model, std::ostream& out);
/// Parses a model. `source` is a name for messages. Throws UsageError, with the JSON path where
/// possible, for text that is not JSON and for missing or invalid members.
[[nodiscard]] Model parse_model(std::string_view json, const std::string& source);
/// Reads a model file. Throws UsageError if it cannot be read; otherwise as parse_model() does.
[[nodiscard]] Model load_model(const std::string& path);

}  // namespace rfmseg
