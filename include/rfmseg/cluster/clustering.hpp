#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rfmseg/cluster/feature_options.hpp"
#include "rfmseg/cluster/k_choice.hpp"
#include "rfmseg/cluster/kmeans.hpp"
#include "rfmseg/cluster/quality.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/quantile.hpp"
#include "rfmseg/rfm/scores.hpp"

namespace rfmseg {

struct ClusteringOptions {
  KMeansOptions kmeans{};
  bool or_fewer = false;  ///< fewer than kmeans.k clusters where there are fewer distinct customers
  std::optional<KSearch> search = std::nullopt;  ///< chooses k, whatever kmeans.k is
  int resamples = 0;  ///< to tell how stable the clusters are, without a search; 0 for none
  FeatureOptions features{};
};

/// Customers grouped by k-means on their features.
struct Clustering {
  KMeansOptions options;          ///< with the k that was chosen
  std::optional<KChoice> choice;  ///< when k was to be chosen
  FeatureOptions features;
  std::vector<FeatureScale> scales;  ///< of each feature
  KMeansResult kmeans;               ///< labels and centroids renumbered by falling mean monetary
  /// The mean of each feature in each cluster, in original units: of feature f in cluster c it is
  /// at c * features + f. Zero where a model's cluster has no customers.
  std::vector<double> feature_means;
  ClusterQuality quality;
  std::optional<Stability> stability;  ///< when resamples were asked for
  /// Of each cluster what sets it apart: `recent, frequent, high spend`.
  std::vector<std::string> names;
  /// The cluster of a customer as shown: 1 (highest mean monetary) to k.
  [[nodiscard]] int cluster(std::size_t customer) const { return kmeans.label[customer] + 1; }
};

/// `scores` as for customer_features(). Throws UsageError that says how many distinct customers
/// there are when k, or the least of the search, exceeds it, DataError when there are no customers.
[[nodiscard]] Clustering cluster_customers(const CustomerTable& table,
                                           const ClusteringOptions& options,
                                           const Scores* scores = nullptr);

/// What a group of customers looks like in original units.
struct GroupProfile {
  int group = 0;  ///< cluster number (from 1) or tier index (from 0)
  std::int64_t customers = 0;
  double mean_recency = 0, mean_frequency = 0;
  Amount monetary;  ///< summed
  Amount revenue;   ///< the same, unless monetary is a mean: what they brought
  FiveNumbers recency;
  FiveNumbers frequency;
  FiveNumbers spend;  ///< monetary per customer
  FiveNumbers items;  ///< items bought per customer; zeros when the table has no items
  [[nodiscard]] double mean_monetary() const;
};

/// Profiles of the groups that have customers, ascending by group; `group_of` is parallel to the
/// customers.
[[nodiscard]] std::vector<GroupProfile> profile_groups(const CustomerTable& table,
                                                       const std::vector<int>& group_of);

}  // namespace rfmseg
