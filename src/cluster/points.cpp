#include "cluster/points.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "rfmseg/error.hpp"

namespace rfmseg {

Points::Points(const FeatureMatrix& matrix, std::span<const std::int64_t> weights)
    : rows_(matrix.rows), columns_(matrix.columns), values_(matrix.values), weights_(weights) {
  double largest = 0;
  for (const double value : values_) {
    if (!std::isfinite(value)) throw DataError("a feature to cluster by is no finite number");
    largest = std::max(largest, std::abs(value));
  }
  // Of features that are all tiny, the last bits are left out: the factor has to be finite.
  if (largest > 0) fixed_factor_ = std::scalbn(1.0, std::min(61 - std::ilogb(largest), 1000));
}

std::size_t Points::draw(Random& random) const {
  if (weights_.empty()) return random.below(rows_);
  const auto total = std::accumulate(weights_.begin(), weights_.end(), std::int64_t{0});
  auto before = static_cast<std::int64_t>(random.below(static_cast<std::size_t>(total)));
  std::size_t point = 0;
  while (before >= weights_[point]) before -= weights_[point++];
  return point;
}

}  // namespace rfmseg
