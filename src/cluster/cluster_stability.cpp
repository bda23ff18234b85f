#include "cluster/cluster_stability.hpp"

#include <algorithm>

#include "cluster/assignment.hpp"
#include "cluster/feature_matrix.hpp"
#include "cluster/run_kmeans.hpp"
#include "cluster/sample.hpp"
#include "parallel.hpp"
#include "random.hpp"
#include "rfmseg/cluster/agreement.hpp"

namespace rfmseg {
namespace {

constexpr int kResampleStarts = 5;

std::vector<std::size_t> resample(std::size_t count, std::size_t size, Random& random) {
  std::vector<std::size_t> drawn(size);
  for (std::size_t& one : drawn) one = random.below(count);
  std::ranges::sort(drawn);
  return drawn;
}

/// For each row of the table the largest Jaccard coefficient with a column.
std::vector<double> best_jaccards(const Contingency& counts) {
  std::vector<std::int64_t> column_sizes;
  for (const auto& row : counts) {
    column_sizes.resize(row.size());
    for (std::size_t c = 0; c < row.size(); ++c) column_sizes[c] += row[c];
  }
  std::vector<double> best;
  for (const auto& row : counts) {
    std::int64_t size = 0;
    for (const std::int64_t count : row) size += count;
    double most = 0;
    for (std::size_t c = 0; c < row.size(); ++c) {
      const auto either = static_cast<double>(size + column_sizes[c] - row[c]);
      if (either > 0) most = std::max(most, static_cast<double>(row[c]) / either);
    }
    best.push_back(most);
  }
  return best;
}

}  // namespace

Stability cluster_stability(const FeatureMatrix& matrix, const KMeansResult& clusters,
                            const KMeansOptions& options, int resamples) {
  constexpr double kDissolved = 0.5;
  const std::size_t k = clusters.centroids.size() / matrix.columns();
  Stability stability;
  stability.resamples = resamples;
  stability.points = std::min(matrix.rows(), kStabilityPoints);
  stability.clusters.resize(k);

  KMeansOptions each = options;
  each.k = static_cast<int>(k);
  each.starts = kResampleStarts;
  each.threads = 1;
  struct Outcome {
    double adjusted_rand = 0;
    std::vector<double> jaccard;
  };
  std::vector<Outcome> outcomes(static_cast<std::size_t>(resamples));
  in_parallel(outcomes.size(), options.threads, [&](std::size_t number) {
    Random random(options.seed, kStabilityStream + number);
    const FeatureMatrix drawn = rows_of(matrix, resample(matrix.rows(), stability.points, random));
    KMeansOptions possible = each;
    possible.k = static_cast<int>(distinct_points(drawn, k));
    const std::vector<std::int32_t> label = assign(matrix, kmeans(drawn, possible).centroids).label;
    const Contingency counts = contingency(clusters.label, label);
    outcomes[number] = {adjusted_rand_index(counts), best_jaccards(counts)};
  });
  for (const Outcome& outcome : outcomes) {
    stability.mean_adjusted_rand += outcome.adjusted_rand;
    for (std::size_t c = 0; c < k; ++c) {
      stability.clusters[c].mean_jaccard += outcome.jaccard[c];
      stability.clusters[c].dissolutions += outcome.jaccard[c] <= kDissolved ? 1 : 0;
    }
  }
  stability.mean_adjusted_rand /= resamples;
  for (Stability::Cluster& cluster : stability.clusters) cluster.mean_jaccard /= resamples;
  return stability;
}

}  // namespace rfmseg
