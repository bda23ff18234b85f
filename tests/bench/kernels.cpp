// Google Benchmark of what clustering spends its time in. Build the release preset, then
//   build/release/tests/rfmseg_kernels
// Points are made up: three features of customers, a few loose groups.

#include <benchmark/benchmark.h>

#include <cmath>
#include <vector>

#include "cluster/assignment.hpp"
#include "cluster/cluster_quality.hpp"
#include "cluster/cluster_stability.hpp"
#include "cluster/exchange.hpp"
#include "cluster/feature_matrix.hpp"
#include "cluster/features.hpp"
#include "cluster/lloyd.hpp"
#include "cluster/points.hpp"
#include "cluster/run_kmeans.hpp"
#include "cluster/seeding.hpp"
#include "random.hpp"
#include "rfm/kmeans_1d.hpp"

namespace rfmseg {
namespace {

/// As many customers as Online Retail has.
constexpr std::int64_t kOnlineRetail = 4338;

CustomerTable some_customers(std::size_t count) {
  Random random(1, 0);
  CustomerTable table;
  for (std::size_t i = 0; i < count; ++i) {
    Customer customer;
    customer.id = std::to_string(i);
    const double loyalty = random.unit() * random.unit();
    customer.recency = static_cast<std::int64_t>(400 * (1 - loyalty) * random.unit());
    customer.frequency = 1 + static_cast<std::int64_t>(30 * loyalty * random.unit());
    const double cents = static_cast<double>(customer.frequency) * std::exp(6 + 4 * random.unit());
    customer.monetary = Amount::from({static_cast<std::int64_t>(cents), 2});
    table.add(customer);
  }
  return table;
}

FeatureMatrix some_points(const benchmark::State& state) {
  return customer_features(some_customers(static_cast<std::size_t>(state.range(0)))).matrix;
}

KMeansOptions options_for(const benchmark::State& state) {
  KMeansOptions options;
  options.k = static_cast<int>(state.range(1));
  return options;
}

std::vector<double> first_centroids(const Points& points, std::size_t k) {
  Random random(2, 0);
  std::vector<double> centroids;
  std::vector<double> scratch(points.columns());
  for (const std::size_t point : kmeans_plus_plus(points, k, seeding_candidates(k), random)) {
    const double* row = points.row(point, scratch.data());
    centroids.insert(centroids.end(), row, row + points.columns());
  }
  return centroids;
}

void count_points(benchmark::State& state) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * state.range(0));
}

void features(benchmark::State& state) {
  const CustomerTable table = some_customers(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(customer_features(table));
  count_points(state);
}
BENCHMARK(features)->Arg(100'000)->Unit(benchmark::kMillisecond);

void seeding(benchmark::State& state) {
  const FeatureMatrix matrix = some_points(state);
  const Points points(matrix);
  for (auto _ : state) {
    benchmark::DoNotOptimize(first_centroids(points, static_cast<std::size_t>(state.range(1))));
  }
  count_points(state);
}
BENCHMARK(seeding)->Args({100'000, 4})->Args({100'000, 8})->Unit(benchmark::kMillisecond);

void nearest(benchmark::State& state) {
  const FeatureMatrix matrix = some_points(state);
  const Points points(matrix);
  const auto centroids = first_centroids(points, static_cast<std::size_t>(state.range(1)));
  std::vector<double> scratch(points.columns());
  for (auto _ : state) {
    for (std::size_t i = 0; i < points.rows(); ++i) {
      benchmark::DoNotOptimize(
          nearest_centroid(points.row(i, scratch.data()), centroids, ThreeColumns{}));
    }
  }
  count_points(state);
}
BENCHMARK(nearest)->Args({100'000, 4})->Args({100'000, 8})->Unit(benchmark::kMicrosecond);

void lloyd_to_the_end(benchmark::State& state) {
  const FeatureMatrix matrix = some_points(state);
  const Points points(matrix);
  const auto centroids = first_centroids(points, static_cast<std::size_t>(state.range(1)));
  int iterations = 0;
  for (auto _ : state) iterations = lloyd(points, centroids, 1000).iterations;
  state.counters["lloyd_iterations"] = iterations;
  count_points(state);
}
BENCHMARK(lloyd_to_the_end)->Args({100'000, 4})->Args({100'000, 8})->Unit(benchmark::kMillisecond);

void exchange_after_lloyd(benchmark::State& state) {
  const FeatureMatrix matrix = some_points(state);
  const Points points(matrix);
  const KMeansResult stopped =
      lloyd(points, first_centroids(points, static_cast<std::size_t>(state.range(1))), 1000);
  for (auto _ : state) {
    KMeansResult clusters = stopped;
    exchange(points, clusters, 1000);
    benchmark::DoNotOptimize(clusters);
  }
  count_points(state);
}
BENCHMARK(exchange_after_lloyd)->Args({100'000, 8})->Unit(benchmark::kMillisecond);

void whole_kmeans(benchmark::State& state) {
  const FeatureMatrix points = some_points(state);
  for (auto _ : state) benchmark::DoNotOptimize(kmeans(points, options_for(state)));
  count_points(state);
}
BENCHMARK(whole_kmeans)
    ->Args({kOnlineRetail, 4})
    ->Args({kOnlineRetail, 8})
    ->Args({200'000, 8})
    ->Unit(benchmark::kMillisecond);

void silhouette_of_all(benchmark::State& state) {
  const FeatureMatrix points = some_points(state);
  const KMeansResult clusters = kmeans(points, options_for(state));
  for (auto _ : state) benchmark::DoNotOptimize(silhouette(points, clusters.label, 1));
  count_points(state);
}
BENCHMARK(silhouette_of_all)
    ->Args({kOnlineRetail, 4})
    ->Args({kOnlineRetail, 10})
    ->Unit(benchmark::kMillisecond);

void stability_of_ten_resamples(benchmark::State& state) {
  const FeatureMatrix points = some_points(state);
  const KMeansOptions options = options_for(state);
  const KMeansResult clusters = kmeans(points, options);
  for (auto _ : state) {
    benchmark::DoNotOptimize(cluster_stability(points, clusters, options, 10));
  }
}
BENCHMARK(stability_of_ten_resamples)->Args({kOnlineRetail, 4})->Unit(benchmark::kMillisecond);

/// Distinct values, which is the most work: equal ones are taken together.
void exact_in_one_dimension(benchmark::State& state) {
  Random random(3, 0);
  std::vector<double> values(static_cast<std::size_t>(state.range(0)));
  for (double& value : values) value = std::exp(10 * random.unit());
  for (auto _ : state) {
    benchmark::DoNotOptimize(kmeans_1d(values, static_cast<int>(state.range(1))));
  }
  count_points(state);
}
BENCHMARK(exact_in_one_dimension)
    ->Args({100'000, 4})
    ->Args({1'000'000, 4})
    ->Args({1'000'000, 10})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace rfmseg

BENCHMARK_MAIN();
