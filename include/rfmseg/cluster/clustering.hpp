#pragma once

/// \file
/// Clusters customers by k-means on their features (see feature_options.hpp).
///
///     rfmseg::ClusteringOptions options;
///     options.search = rfmseg::KSearch{.least = 2, .most = 8};  // or options.kmeans.k = 4
///     const rfmseg::Clustering clustering = rfmseg::cluster_customers(table, options);
///     for (std::size_t i = 0; i < table.size(); ++i) {
///       std::cout << table.ids[i] << ": cluster " << clustering.cluster(i) << '\n';
///     }

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

/// What to cluster by, and into how many clusters.
struct ClusteringOptions {
  KMeansOptions kmeans{};
  bool or_fewer = false;  ///< reduce kmeans.k to the number of distinct customers if necessary
  std::optional<KSearch> search = std::nullopt;  ///< choose k; kmeans.k is not used then
  int resamples = 0;  ///< bootstrap resamples for `stability` if there is no search
  FeatureOptions features{};
};

/// The clusters of all customers, numbered by descending mean monetary value.
struct Clustering {
  KMeansOptions options;          ///< as given; `k` is the number of clusters
  std::optional<KChoice> choice;  ///< if `search` was given
  FeatureOptions features;
  std::vector<FeatureScale> scales;  ///< parallel to features.features
  KMeansResult kmeans;               ///< labels are parallel to the customers
  /// The mean of each feature in each cluster, in original units: feature f of cluster c is at
  /// c * features.features.size() + f. Zero for a cluster of a model without customers.
  std::vector<double> feature_means;
  ClusterQuality quality;
  std::optional<Stability> stability;  ///< if resamples were requested
  /// For each cluster the features in which it differs from all customers: `recent, frequent, high
  /// spend`. docs/definitions.md defines them.
  std::vector<std::string> names;
  /// The cluster number of a customer, from 1 (highest mean monetary) to k.
  [[nodiscard]] int cluster(std::size_t customer) const { return kmeans.label[customer] + 1; }
};

/// Clusters all customers of the table. `scores`, of the same table, are required by the transform
/// `score` only. The result depends on `options.kmeans.seed`, but not on the number of threads.
///
/// Throws UsageError if k, or the least k of the search, exceeds the number of distinct customers,
/// and as check_features() does; DataError if there are no customers, the table does not have a
/// feature, or a customer has a value for which the transform is not defined.
[[nodiscard]] Clustering cluster_customers(const CustomerTable& table,
                                           const ClusteringOptions& options,
                                           const Scores* scores = nullptr);

/// The figures of a group of customers, in original units.
struct GroupProfile {
  int group = 0;  ///< cluster number (from 1) or tier index (from 0)
  std::int64_t customers = 0;
  double mean_recency = 0, mean_frequency = 0;  ///< per customer
  Amount monetary;                              ///< sum of the customers' monetary values
  Amount revenue;                               ///< sum of the customers' revenue
  FiveNumbers recency;
  FiveNumbers frequency;
  FiveNumbers spend;  ///< monetary per customer
  FiveNumbers items;  ///< items per customer; zeros if the table has no items
  /// `monetary` per customer.
  [[nodiscard]] double mean_monetary() const;
};

/// The profiles of all groups that have customers, ascending by group. `group_of` is parallel to
/// the customers.
[[nodiscard]] std::vector<GroupProfile> profile_groups(const CustomerTable& table,
                                                       const std::vector<int>& group_of);

}  // namespace rfmseg
