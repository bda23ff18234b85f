#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rfmseg/cluster/agreement.hpp"
#include "rfmseg/cluster/clustering.hpp"
#include "rfmseg/cluster/value_tiers.hpp"
#include "rfmseg/model/model.hpp"
#include "rfmseg/report/outlook.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/rfm/quantile.hpp"
#include "rfmseg/segment/segmentation.hpp"
#include "rfmseg/segment/tie_audit.hpp"

namespace rfmseg {

/// How one metric is spread over the customers, and what its scores mean.
struct MetricProfile {
  /// The customers with one score.
  struct Level {
    int score = 0;
    std::int64_t customers = 0;
    Amount minimum, maximum;  ///< of the metric's values; zero without customers
  };
  FiveNumbers spread;
  double mean = 0;
  std::vector<Level> levels;  ///< from the best score down to 1
};

/// How customers compare with the model whose cuts, clusters and tiers were applied.
struct AppliedModel {
  std::string name;  ///< its file
  Drift drift;
  ModelFit fit;
  std::int64_t fitted_customers = 0;   ///< customers in the fit
  std::int64_t outside_customers = 0;  ///< farther than any customer in the fit
};

/// Everything `rfmseg analyze` finds out; the reporters turn it into text and files.
struct Analysis {
  CustomerTable table;
  std::optional<TransactionSummary> transactions;  ///< nothing for customer files
  Segmentation segmentation;
  MetricProfile recency, frequency, monetary;
  /// What a person should check: doubts about segments, and what dropped returns hide.
  std::vector<Message> warnings;
  TieAudit ties;
  std::vector<SegmentSummary> segments;
  std::string group_column;  ///< as customers are grouped by; empty when they are not
  /// Where customers are grouped: of each of segmentation.groups; else empty.
  std::vector<std::vector<SegmentSummary>> group_segments;
  std::optional<AppliedModel> model;  ///< nothing if all was computed from these customers
  Clustering clustering;
  std::vector<GroupProfile> clusters;  ///< those with customers: all, unless there is a model
  ValueTiers tiers;
  /// The tier that most of each cluster's customers are in, the better of equals: an index into
  /// tiers.rules, parallel to the clusters.
  std::vector<std::size_t> cluster_tiers;
  std::vector<GroupProfile> tier_profiles;
  /// Customers by segment and cluster: overlap[i][c] for segments[i] and clusters[c].
  Contingency overlap;
  Outlook outlook;  ///< what was asked for; Outlook::missing is among the warnings

  /// The sum of monetary over all customers.
  [[nodiscard]] Amount revenue() const;
  /// What segments[s] is called, and what to do about it.
  [[nodiscard]] const SegmentRule& segment_rule(std::size_t s) const {
    return segmentation.rule(segments[s].segment);
  }
  /// The tier that most customers of clusters[c] are in.
  [[nodiscard]] const TierRule& cluster_tier(std::size_t c) const {
    return tiers.rules[cluster_tiers[c]];
  }
  /// What sets clusters[c] apart.
  [[nodiscard]] const std::string& cluster_name(std::size_t c) const {
    return clustering.names[static_cast<std::size_t>(clusters[c].group - 1)];
  }
  /// For each cluster, by its number less 1, where it stands among those with customers.
  [[nodiscard]] std::vector<std::size_t> cluster_positions() const;
};

struct AnalysisOptions {
  Scheme scheme{};
  ClusteringOptions clustering{};
  std::string group_column{};  ///< what the groups of the table are
  std::size_t min_group = 1;   ///< see segment_customers()
  /// To be applied instead of finding clusters and tiers; `scheme` is its frozen_scheme(). Null for
  /// none.
  const Model* model = nullptr;
  std::string model_name{};
  OutlookOptions outlook{};
};

/// Segments and clusters the customers and draws up all figures.
[[nodiscard]] Analysis analyze(Customers customers, const AnalysisOptions& options);

}  // namespace rfmseg
