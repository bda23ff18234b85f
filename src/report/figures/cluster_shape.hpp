#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "report/figures/bins.hpp"
#include "rfmseg/report/analysis.hpp"

namespace rfmseg::figures {

/// Of each cluster the means of ln(1 + x), or -ln(1 - x) below 0, of recency, frequency and
/// monetary, in standard deviations from those of all customers, for any features of the
/// clustering.
[[nodiscard]] std::vector<std::array<double, 3>> standardised_means(const Analysis& analysis);

/// Where customers of each cluster are by frequency and spend.
struct ClusterDensity {
  Bins frequency, spend;
  /// By bin of frequency and of spend the customers of each cluster; without empty cells.
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::int64_t>> customers;
};

[[nodiscard]] ClusterDensity cluster_density(const Analysis& analysis);

}  // namespace rfmseg::figures
