#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "cluster/best_of.hpp"
#include "cluster/distinct_points.hpp"
#include "cluster/exchange.hpp"
#include "cluster/feature_matrix.hpp"
#include "cluster/lloyd.hpp"
#include "cluster/local_search.hpp"
#include "cluster/points.hpp"
#include "cluster/run_kmeans.hpp"
#include "cluster/sample.hpp"
#include "cluster/seeding.hpp"
#include "parallel.hpp"
#include "random.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"

namespace rfmseg {
namespace {

/// The number of Lloyd iterations over all points by which the samples' centroids are compared.
constexpr int kFirstIterations = 10;

void check(const FeatureMatrix& points, const KMeansOptions& options,
           std::span<const std::int64_t> weights) {
  if (!weights.empty() && weights.size() != points.rows()) {
    throw UsageError(fmt::format("{} points have {} weights", points.rows(), weights.size()));
  }
  if (std::ranges::any_of(weights, [](std::int64_t weight) { return weight < 1; })) {
    throw UsageError("a point's weight is less than 1");
  }
  if (options.k < 1) {
    throw UsageError(fmt::format("{} {} is less than 1", Setting::k, options.k));
  }
  if (options.starts < 1) {
    throw UsageError(fmt::format("{} {} is less than 1", Setting::starts, options.starts));
  }
  if (options.max_iterations < 1) {
    throw UsageError(fmt::format("{} iterations are less than 1", options.max_iterations));
  }
  const auto k = static_cast<std::size_t>(options.k);
  const std::size_t distinct = distinct_points(points, k);
  if (distinct < k) {
    throw UsageError(
        fmt::format("{0} {1} exceeds the number of distinct points, {2} (hint: {0} {2} or less)",
                    Setting::k, k, distinct));
  }
}

KMeansResult one_start(const Points& points, const KMeansOptions& options, std::size_t number) {
  const auto k = static_cast<std::size_t>(options.k);
  Random random(options.seed, number);
  std::vector<double> centroids;
  std::vector<double> scratch(points.columns());
  for (const std::size_t point : kmeans_plus_plus(points, k, seeding_candidates(k), random)) {
    const double* row = points.row(point, scratch.data());
    centroids.insert(centroids.end(), row, row + points.columns());
  }
  return lloyd(points, std::move(centroids), options.max_iterations);
}

KMeansResult search(const Points& points, const KMeansOptions& options) {
  KMeansResult best =
      best_of(static_cast<std::size_t>(options.starts), options.threads,
              [&](std::size_t number) { return one_start(points, options, number); });
  return options.local_search ? local_search(points, std::move(best), options) : best;
}

KMeansResult search(const DistinctPoints& distinct, const KMeansOptions& options) {
  KMeansResult result = search(Points(distinct.points, distinct.weights), options);
  std::vector<std::int32_t> label;
  label.reserve(distinct.of_row.size());
  for (const std::uint32_t point : distinct.of_row) label.push_back(result.label[point]);
  result.label = std::move(label);
  return result;
}

/// The centroids found in each of several uniform samples. Nothing if a sample has too few distinct
/// points.
std::optional<std::vector<std::vector<double>>> centroids_of_samples(
    const FeatureMatrix& matrix, const KMeansOptions& options,
    std::span<const std::int64_t> weights) {
  KMeansOptions each = options;
  each.starts = (options.starts + kSearchSamples - 1) / kSearchSamples;
  each.threads = 1;
  std::vector<std::vector<double>> found(kSearchSamples);
  in_parallel(found.size(), options.threads, [&](std::size_t number) {
    Random random(options.seed, kSearchStream + number);
    const std::vector<std::size_t> rows = sample(matrix.rows(), kSearchPoints, random);
    std::vector<std::int64_t> weights_of_rows;
    if (!weights.empty()) {
      for (const std::size_t row : rows) weights_of_rows.push_back(weights[row]);
    }
    const auto points = merge_equal_points(rows_of(matrix, rows), weights_of_rows, rows.size());
    if (points->points.rows() < static_cast<std::size_t>(options.k)) return;
    found[number] = search(*points, each).centroids;
  });
  const bool all = std::ranges::none_of(found, [](const auto& one) { return one.empty(); });
  return all ? std::optional(std::move(found)) : std::nullopt;
}

/// Runs a few iterations over all points from the centroids of each sample, and continues from the
/// best: small differences between them may not show in one sample.
KMeansResult refined(const Points& points, std::vector<std::vector<double>> of_samples,
                     const KMeansOptions& options) {
  std::vector<double> best;
  double least = std::numeric_limits<double>::infinity();
  for (std::vector<double>& centroids : of_samples) {
    KMeansResult led = lloyd(points, std::move(centroids), kFirstIterations, {}, options.threads);
    if (!best.empty() && led.inertia >= least) continue;
    best = std::move(led.centroids);
    least = led.inertia;
  }
  KMeansResult result = lloyd(points, std::move(best), options.max_iterations, {}, options.threads);
  if (options.local_search) exchange(points, result, options.max_iterations);
  return result;
}

}  // namespace

KMeansResult kmeans(const FeatureMatrix& matrix, const KMeansOptions& options,
                    std::span<const std::int64_t> weights) {
  check(matrix, options, weights);
  if (const auto few = merge_equal_points(matrix, weights, kSearchPoints)) {
    return search(*few, options);
  }
  if (auto found = centroids_of_samples(matrix, options, weights)) {
    return refined(Points(matrix, weights), std::move(*found), options);
  }
  return search(merge_equal_points(matrix, weights, matrix.rows()).value(), options);
}

}  // namespace rfmseg
