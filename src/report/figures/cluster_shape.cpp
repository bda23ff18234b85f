#include "report/figures/cluster_shape.hpp"

#include <algorithm>
#include <cmath>

#include "rfm/scoring.hpp"

namespace rfmseg::figures {
namespace {

/// Which of the analysis's clusters each customer is in.
std::vector<std::size_t> clusters_of_customers(const Analysis& analysis) {
  const std::vector<std::size_t> position = analysis.cluster_positions();
  std::vector<std::size_t> clusters;
  for (const std::int32_t label : analysis.clustering.kmeans.label) {
    clusters.push_back(position[static_cast<std::size_t>(label)]);
  }
  return clusters;
}

double log_value(Amount amount) {
  const double value = amount.to_double();
  return std::copysign(std::log1p(std::abs(value)), value);
}

}  // namespace

std::vector<std::array<double, 3>> standardised_means(const Analysis& analysis) {
  const std::vector<std::size_t> cluster = clusters_of_customers(analysis);
  const auto customers = static_cast<double>(analysis.table.size());
  constexpr std::array kMetrics = {recency_values, frequency_values, monetary_values};
  std::vector<std::array<double, 3>> means(analysis.clusters.size());
  for (std::size_t metric = 0; metric < kMetrics.size(); ++metric) {
    const std::vector<Amount> values = kMetrics[metric](analysis.table);
    double sum = 0;
    double squares = 0;
    std::vector<double> sums(means.size());
    for (std::size_t i = 0; i < cluster.size(); ++i) {
      const double value = log_value(values[i]);
      sum += value;
      squares += value * value;
      sums[cluster[i]] += value;
    }
    const double mean = sum / customers;
    const double deviation = std::sqrt(std::max(squares / customers - mean * mean, 0.0));
    for (std::size_t c = 0; c < means.size(); ++c) {
      const auto members = static_cast<double>(analysis.clusters[c].customers);
      means[c][metric] = deviation > 0 ? (sums[c] / members - mean) / deviation : 0;
    }
  }
  return means;
}

ClusterDensity cluster_density(const Analysis& analysis) {
  constexpr int kCells = 36;
  const std::vector<std::size_t> cluster = clusters_of_customers(analysis);
  const std::vector<Amount> frequency = frequency_values(analysis.table);
  const std::vector<Amount> spend = monetary_values(analysis.table);
  ClusterDensity density{make_bins(frequency, kCells, true, charts::Scale::Kind::log),
                         make_bins(spend, kCells, false, charts::Scale::Kind::log),
                         {}};
  for (std::size_t i = 0; i < cluster.size(); ++i) {
    auto& cell = density.customers[{density.frequency.index_of(frequency[i].to_double()),
                                    density.spend.index_of(spend[i].to_double())}];
    cell.resize(analysis.clusters.size());
    ++cell[cluster[i]];
  }
  return density;
}

}  // namespace rfmseg::figures
