#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>

#include "cluster/cluster_quality.hpp"
#include "cluster/feature_matrix.hpp"
#include "parallel.hpp"

namespace rfmseg {
namespace {

/// Points ordered by cluster, so that distances to a cluster are contiguous.
class ByCluster {
 public:
  ByCluster(const FeatureMatrix& points, const std::vector<std::int32_t>& label)
      : values_(static_cast<Eigen::Index>(points.rows()),
                static_cast<Eigen::Index>(points.columns())) {
    for (const std::int32_t one : label) {
      const auto cluster = static_cast<std::size_t>(one);
      if (cluster >= size_.size()) size_.resize(cluster + 1);
      ++size_[cluster];
    }
    std::vector<Eigen::Index> next;
    Eigen::Index begin = 0;
    for (const Eigen::Index size : size_) {
      next.push_back(begin);
      begin += size;
    }
    for (std::size_t i = 0; i < points.rows(); ++i) {
      const Eigen::Index row = next[static_cast<std::size_t>(label[i])]++;
      for (std::size_t c = 0; c < points.columns(); ++c) {
        values_(row, static_cast<Eigen::Index>(c)) = points(i, c);
      }
    }
  }

  [[nodiscard]] std::ptrdiff_t clusters() const {
    return std::ranges::count_if(size_, [](Eigen::Index size) { return size > 0; });
  }

  /// The sum, in order, of the silhouette widths of the points in [first, last).
  [[nodiscard]] double widths(Eigen::Index first, Eigen::Index last) const {
    double sum = 0;
    Eigen::ArrayXd distance(values_.rows());
    for (Eigen::Index i = first; i < last; ++i) {
      distance.setZero();
      for (Eigen::Index c = 0; c < values_.cols(); ++c) {
        distance += (values_.col(c) - values_(i, c)).square();
      }
      distance = distance.sqrt();
      sum += width(i, distance);
    }
    return sum;
  }

 private:
  [[nodiscard]] double width(Eigen::Index point, const Eigen::ArrayXd& distance) const {
    double own = 0;
    double nearest = std::numeric_limits<double>::infinity();
    Eigen::Index begin = 0;
    for (const Eigen::Index size : size_) {
      const Eigen::Index end = begin + size;
      if (size > 0) {
        const double sum = distance.segment(begin, size).sum();
        if (begin <= point && point < end) {
          if (size == 1) return 0;
          own = sum / static_cast<double>(size - 1);
        } else {
          nearest = std::min(nearest, sum / static_cast<double>(size));
        }
      }
      begin = end;
    }
    const double larger = std::max(own, nearest);
    return larger > 0 ? (nearest - own) / larger : 0;
  }

  Eigen::ArrayXXd values_;
  std::vector<Eigen::Index> size_;  ///< by cluster
};

}  // namespace

std::optional<double> silhouette(const FeatureMatrix& points,
                                 const std::vector<std::int32_t>& label, unsigned threads) {
  constexpr std::size_t kPointsOfATask = 64;
  const ByCluster by_cluster(points, label);
  const auto clusters = static_cast<std::size_t>(by_cluster.clusters());
  if (clusters < 2 || clusters >= points.rows()) return std::nullopt;
  std::vector<double> sums((points.rows() + kPointsOfATask - 1) / kPointsOfATask);
  in_parallel(sums.size(), threads, [&](std::size_t task) {
    const std::size_t first = task * kPointsOfATask;
    const std::size_t last = std::min(first + kPointsOfATask, points.rows());
    sums[task] =
        by_cluster.widths(static_cast<Eigen::Index>(first), static_cast<Eigen::Index>(last));
  });
  double sum = 0;
  for (const double one : sums) sum += one;
  return sum / static_cast<double>(points.rows());
}

}  // namespace rfmseg
