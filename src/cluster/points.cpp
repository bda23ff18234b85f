#include "cluster/points.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "cluster/feature_matrix.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {

Points::Points(const FeatureMatrix& matrix, std::span<const std::int64_t> weights)
    : matrix_(matrix), columns_(matrix.columns()), weights_(weights) {
  constexpr std::size_t kMostCopied = 100'000;
  double largest = 0;
  for (std::size_t c = 0; c < columns_; ++c) {
    for (const double value : matrix.column(c)) {
      if (!std::isfinite(value)) throw DataError("a clustering feature is not a finite number");
      largest = std::max(largest, std::abs(value));
    }
  }
  // Limits the factor to a finite number, which rounds features that are all tiny.
  if (largest > 0) fixed_factor_ = std::scalbn(1.0, std::min(61 - std::ilogb(largest), 1000));
  if (rows() > kMostCopied) return;
  copies_.resize(rows() * columns_);
  for (std::size_t i = 0; i < rows(); ++i) matrix.read_row(i, &copies_[i * columns_]);
}

std::size_t Points::draw(Random& random) const {
  if (weights_.empty()) return random.below(rows());
  const auto total = std::accumulate(weights_.begin(), weights_.end(), std::int64_t{0});
  auto before = static_cast<std::int64_t>(random.below(static_cast<std::size_t>(total)));
  std::size_t point = 0;
  while (before >= weights_[point]) before -= weights_[point++];
  return point;
}

}  // namespace rfmseg
