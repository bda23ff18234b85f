#include "cluster/exact_sums.hpp"

namespace rfmseg {

ExactSums::ExactSums(const Points& points, std::size_t clusters)
    : points_(points), sizes_(clusters), sums_(clusters * points.columns()) {}

void ExactSums::add(const double* point, std::int64_t weight, std::size_t cluster) {
  sizes_[cluster] += weight;
  Int128* sums = &sums_[cluster * points_.columns()];
  for (std::size_t c = 0; c < points_.columns(); ++c) {
    sums[c] += Int128{weight} * points_.fixed(point[c]);
  }
}

void ExactSums::move(const double* point, std::int64_t weight, std::size_t from, std::size_t to) {
  add(point, -weight, from);
  add(point, weight, to);
}

void ExactSums::merge(const ExactSums& changes) {
  for (std::size_t c = 0; c < sizes_.size(); ++c) sizes_[c] += changes.sizes_[c];
  for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += changes.sums_[i];
}

void ExactSums::write_mean(std::size_t cluster, std::vector<double>& centroids) const {
  const std::size_t columns = points_.columns();
  const auto size = static_cast<double>(sizes_[cluster]);
  for (std::size_t i = cluster * columns; i < (cluster + 1) * columns; ++i) {
    centroids[i] = static_cast<double>(sums_[i]) / size / points_.fixed_factor();
  }
}

}  // namespace rfmseg
