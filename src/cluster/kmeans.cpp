#include "rfmseg/cluster/kmeans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "cluster/best_of.hpp"
#include "cluster/exchange.hpp"
#include "cluster/lloyd.hpp"
#include "cluster/local_search.hpp"
#include "cluster/points.hpp"
#include "cluster/random.hpp"
#include "cluster/sample.hpp"
#include "cluster/seeding.hpp"
#include "parallel.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

/// Lloyd iterations over all points that show which sample's centroids are the best.
constexpr int kFirstIterations = 10;

void check(const FeatureMatrix& points, const KMeansOptions& options) {
  if (options.k < 1) throw UsageError(fmt::format("--k {} is less than 1", options.k));
  if (options.starts < 1)
    throw UsageError(fmt::format("--starts {} is less than 1", options.starts));
  if (options.max_iterations < 1) {
    throw UsageError(fmt::format("{} iterations are less than 1", options.max_iterations));
  }
  const auto k = static_cast<std::size_t>(options.k);
  const std::size_t distinct = distinct_points(points, k);
  if (distinct < k) {
    throw UsageError(
        fmt::format("--k {} is more than the {} distinct points (hint: --k {} or less)", k,
                    distinct, distinct));
  }
}

KMeansResult one_start(const Points& points, const KMeansOptions& options, std::size_t number) {
  const auto k = static_cast<std::size_t>(options.k);
  Random random(options.seed, number);
  std::vector<double> centroids;
  for (const std::size_t point : kmeans_plus_plus(points, k, seeding_candidates(k), random)) {
    const std::span<const double> row = points.row(point);
    centroids.insert(centroids.end(), row.begin(), row.end());
  }
  return lloyd(points, std::move(centroids), options.max_iterations);
}

KMeansResult search(const Points& points, const KMeansOptions& options) {
  KMeansResult best =
      best_of(static_cast<std::size_t>(options.starts), options.threads,
              [&](std::size_t number) { return one_start(points, options, number); });
  return options.local_search ? local_search(points, std::move(best), options) : best;
}

/// The centroids that the search finds in each of several even samples of many points. Nothing when
/// a sample has too few distinct points.
std::optional<std::vector<std::vector<double>>> centroids_of_samples(const FeatureMatrix& matrix,
                                                                     const KMeansOptions& options) {
  std::vector<FeatureMatrix> samples;
  for (std::uint64_t number = 0; number < kSearchSamples; ++number) {
    Random random(options.seed, kSearchStream + number);
    samples.push_back(rows_of(matrix, sample(matrix.rows, kSearchPoints, random)));
    const auto k = static_cast<std::size_t>(options.k);
    if (distinct_points(samples.back(), k) < k) return std::nullopt;
  }
  KMeansOptions each = options;
  each.starts = (options.starts + kSearchSamples - 1) / kSearchSamples;
  each.threads = 1;
  std::vector<std::vector<double>> found(samples.size());
  in_parallel(samples.size(), options.threads, [&](std::size_t number) {
    found[number] = search(Points(samples[number]), each).centroids;
  });
  return found;
}

/// Leads the centroids of each sample on over all points for a while, and the best of these to the
/// end: which clusters are the best is decided by differences that one sample may hide.
KMeansResult led_on(const Points& points, std::vector<std::vector<double>> of_samples,
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

std::size_t distinct_points(const FeatureMatrix& points, std::size_t limit) {
  const auto less = [&](std::size_t a, std::size_t b) {
    const std::span<const double> left = points.row(a);
    const std::span<const double> right = points.row(b);
    for (std::size_t c = 0; c < points.columns; ++c) {
      if (left[c] != right[c]) return left[c] < right[c];
    }
    return false;
  };
  std::set<std::size_t, decltype(less)> distinct(less);
  for (std::size_t i = 0; i < points.rows && distinct.size() < limit; ++i) distinct.insert(i);
  return distinct.size();
}

KMeansResult kmeans(const FeatureMatrix& matrix, const KMeansOptions& options) {
  check(matrix, options);
  if (matrix.rows > kSearchPoints) {
    if (auto found = centroids_of_samples(matrix, options)) {
      return led_on(Points(matrix), std::move(*found), options);
    }
  }
  return search(Points(matrix), options);
}

}  // namespace rfmseg
