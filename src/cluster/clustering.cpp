#include "rfmseg/cluster/clustering.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "cluster/choose_k.hpp"
#include "cluster/cluster_names.hpp"
#include "cluster/cluster_quality.hpp"
#include "cluster/cluster_stability.hpp"
#include "cluster/feature_matrix.hpp"
#include "cluster/feature_means.hpp"
#include "cluster/feature_values.hpp"
#include "cluster/features.hpp"
#include "cluster/run_kmeans.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"

namespace rfmseg {
namespace {

/// The order of clusters: by mean monetary, then size, both descending, then by number.
std::vector<std::size_t> by_mean_monetary(const CustomerTable& table, const KMeansResult& kmeans,
                                          std::size_t k) {
  std::vector<Amount> sum(k);
  std::vector<std::int64_t> size(k);
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto cluster = static_cast<std::size_t>(kmeans.label[i]);
    sum[cluster] += table.monetary[i];
    ++size[cluster];
  }
  std::vector<std::size_t> order(k);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const Quantile mean_a{sum[a].units(), size[a]};
    const Quantile mean_b{sum[b].units(), size[b]};
    return mean_a == mean_b ? size[a] > size[b] : mean_a > mean_b;
  });
  return order;
}

/// Renumbers cluster order[i] as i.
void renumber(Clustering& clustering, const std::vector<std::size_t>& order) {
  KMeansResult& kmeans = clustering.kmeans;
  const std::size_t columns = kmeans.centroids.size() / order.size();
  std::vector<double> centroids;
  std::vector<std::int32_t> number(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto row = kmeans.centroids.begin() + static_cast<std::ptrdiff_t>(order[i] * columns);
    centroids.insert(centroids.end(), row, row + static_cast<std::ptrdiff_t>(columns));
    number[order[i]] = static_cast<std::int32_t>(i);
  }
  kmeans.centroids = std::move(centroids);
  for (std::int32_t& label : kmeans.label) label = number[static_cast<std::size_t>(label)];
  if (!clustering.stability) return;
  std::vector<Stability::Cluster> stabilities;
  for (const std::size_t cluster : order) {
    stabilities.push_back(clustering.stability->clusters[cluster]);
  }
  clustering.stability->clusters = std::move(stabilities);
}

/// The number of clusters. Throws here, because kmeans() would report points rather than customers.
int possible_k(const FeatureMatrix& matrix, const ClusteringOptions& options) {
  const int k = options.kmeans.k;
  if (k < 1) return k;
  const auto distinct = static_cast<int>(distinct_points(matrix, static_cast<std::size_t>(k)));
  if (distinct == k || options.or_fewer) return distinct;
  throw UsageError(
      fmt::format("{0} {1} exceeds the number of distinct customers, {2} (hint: {0} {2} or less)",
                  Setting::k, k, distinct));
}

}  // namespace

std::vector<double> feature_means(const CustomerTable& table, const FeatureOptions& options,
                                  const Scores* scores, const std::vector<std::int32_t>& label,
                                  std::size_t k) {
  const std::size_t columns = options.features.size();
  std::vector<double> means(k * columns);
  std::vector<double> sizes(k);
  for (const std::int32_t cluster : label) ++sizes[static_cast<std::size_t>(cluster)];
  for (std::size_t f = 0; f < columns; ++f) {
    const std::vector<double> values =
        feature_values(table, options.features[f], options.transform, scores);
    for (std::size_t i = 0; i < values.size(); ++i) {
      means[static_cast<std::size_t>(label[i]) * columns + f] += values[i];
    }
    for (std::size_t c = 0; c < k; ++c) {
      if (sizes[c] > 0) means[c * columns + f] /= sizes[c];
    }
  }
  return means;
}

Clustering cluster_customers(const CustomerTable& table, const ClusteringOptions& options,
                             const Scores* scores) {
  Features features = customer_features(table, options.features, scores);
  FeatureMatrix& matrix = features.matrix;
  Clustering clustering;
  clustering.options = options.kmeans;
  if (options.search) {
    clustering.choice = choose_k(matrix, *options.search, options.kmeans, clustering.kmeans);
    clustering.options.k = clustering.choice->k;
    clustering.quality = clustering.choice->chosen().quality;
    clustering.stability = clustering.choice->chosen().stability;
  } else {
    clustering.options.k = possible_k(matrix, options);
    clustering.kmeans = kmeans(matrix, clustering.options);
    clustering.quality =
        cluster_quality(matrix, clustering.kmeans, options.kmeans.seed, options.kmeans.threads);
    if (options.resamples > 0) {
      clustering.stability =
          cluster_stability(matrix, clustering.kmeans, clustering.options, options.resamples);
    }
  }
  clustering.features = options.features;
  clustering.scales = std::move(features.scales);
  renumber(clustering, by_mean_monetary(table, clustering.kmeans,
                                        static_cast<std::size_t>(clustering.options.k)));
  clustering.names = cluster_names(matrix, options.features, clustering.kmeans.centroids);
  matrix = {};  // frees memory for the means
  clustering.feature_means =
      rfmseg::feature_means(table, options.features, scores, clustering.kmeans.label,
                            static_cast<std::size_t>(clustering.options.k));
  return clustering;
}

}  // namespace rfmseg
