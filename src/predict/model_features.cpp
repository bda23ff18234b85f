#include "predict/model_features.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "stability_index.hpp"

namespace rfmseg {
namespace {

std::vector<double> shares_of(const std::vector<double>& values, const std::vector<double>& cuts) {
  std::vector<double> shares(cuts.size() + 1);
  for (const double value : values) {
    ++shares[static_cast<std::size_t>(std::ranges::lower_bound(cuts, value) - cuts.begin())];
  }
  for (double& share : shares) share /= static_cast<double>(values.size());
  return shares;
}

}  // namespace

ModelFeature distribution_of(const CustomerFeature& feature) {
  constexpr std::size_t kTenths = 10;
  std::vector<double> sorted = feature.values;
  std::ranges::sort(sorted);
  std::vector<double> cuts;
  for (std::size_t tenth = 1; tenth < kTenths; ++tenth) {
    const double cut = sorted[tenth * sorted.size() / kTenths];
    if (cuts.empty() || cut > cuts.back()) cuts.push_back(cut);
  }
  return {feature.name, cuts, shares_of(feature.values, cuts)};
}

FeatureDrift drift_of(const CustomerFeature& now, const ModelFeature& then) {
  return {then.name, stability_index(shares_of(now.values, then.cuts), then.shares)};
}

}  // namespace rfmseg
