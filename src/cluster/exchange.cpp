#include "cluster/exchange.hpp"

#include <limits>
#include <utility>

#include "cluster/exact_sums.hpp"
#include "cluster/lloyd.hpp"

namespace rfmseg {
namespace {

template <class Columns>
class Exchange {
 public:
  Exchange(const Points& points, KMeansResult& clusters, Columns columns)
      : points_(points),
        clusters_(clusters),
        columns_(columns),
        sums_(points, clusters.centroids.size() / columns),
        joining_(clusters.centroids.size() / columns),
        joining_of_weight_(joining_.size()),
        scratch_(columns) {
    for (std::size_t i = 0; i < points.rows(); ++i) sums_.add(row(i), points.weight(i), label(i));
    for (std::size_t c = 0; c < joining_.size(); ++c) joining_[c] = joining(c, 1);
  }

  /// Visits all points until none has moved since its last visit; returns false after `max_rounds`.
  bool run(int max_rounds) {
    std::size_t unmoved = 0;
    for (int round = 0; round < max_rounds; ++round) {
      for (std::size_t i = 0; i < points_.rows(); ++i) {
        unmoved = improve(i) ? 0 : unmoved + 1;
        if (unmoved == points_.rows()) return true;
      }
    }
    return false;
  }

 private:
  /// Smaller relative gains may be rounding errors, and could cause endless cycles.
  static constexpr double kLeastGain = 1e-9;
  static constexpr double kInfinity = std::numeric_limits<double>::infinity();

  bool improve(std::size_t point) {
    const double* position = row(point);
    const std::size_t from = label(point);
    const std::int64_t weight = points_.weight(point);
    const double saved = leaving(from, weight) * distance(position, from);
    double least_cost = kInfinity;
    std::size_t to = from;
    std::vector<double>& factors = joining_factors(weight);
    const double own = std::exchange(factors[from], kInfinity);  // excludes staying
    for (std::size_t c = 0; c < factors.size(); ++c) {
      const double cost = factors[c] * distance(position, c);
      const std::size_t cheaper = cost < least_cost;  // no branches, as in nearest_centroid()
      to += cheaper * (c - to);
      least_cost = cost < least_cost ? cost : least_cost;
    }
    factors[from] = own;
    if (!(saved - least_cost > kLeastGain * saved)) return false;

    sums_.move(position, weight, from, to);
    clusters_.label[point] = static_cast<std::int32_t>(to);
    for (const std::size_t c : {from, to}) {
      sums_.write_mean(c, clusters_.centroids);
      joining_[c] = joining(c, 1);
    }
    return true;
  }

  // If a point of weight w, at squared distance d from the mean of a cluster of size n, leaves, the
  // inertia decreases by w d n/(n-w); if it joins, it increases by w d n/(n+w). The common factor w
  // is omitted.

  /// n/(n-w); 0 for the last point of a cluster, which must stay.
  double leaving(std::size_t cluster, std::int64_t weight) const {
    const std::int64_t size = sums_.size(cluster);
    return size == weight ? 0 : static_cast<double>(size) / static_cast<double>(size - weight);
  }
  /// n/(n+w)
  double joining(std::size_t cluster, std::int64_t weight) const {
    const std::int64_t size = sums_.size(cluster);
    return static_cast<double>(size) / static_cast<double>(size + weight);
  }
  /// joining() of every cluster; cached for weight 1, the most common one.
  std::vector<double>& joining_factors(std::int64_t weight) {
    if (weight == 1) return joining_;
    for (std::size_t c = 0; c < joining_.size(); ++c) joining_of_weight_[c] = joining(c, weight);
    return joining_of_weight_;
  }

  double distance(const double* position, std::size_t cluster) const {
    return squared_distance(position, &clusters_.centroids[cluster * columns_], columns_);
  }

  const double* row(std::size_t point) { return points_.row(point, scratch_.data()); }

  std::size_t label(std::size_t point) const {
    return static_cast<std::size_t>(clusters_.label[point]);
  }

  const Points& points_;
  KMeansResult& clusters_;
  const Columns columns_;
  ExactSums sums_;
  std::vector<double> joining_;            ///< for weight 1
  std::vector<double> joining_of_weight_;  ///< for the weight of the current point
  std::vector<double> scratch_;            ///< for the features of a point
};

}  // namespace

void exchange(const Points& points, KMeansResult& clusters, int max_rounds) {
  with_columns(points.columns(), [&](auto columns) {
    clusters.converged = Exchange(points, clusters, columns).run(max_rounds);
  });
  clusters.inertia = inertia_of(points, clusters.centroids, clusters.label);
}

}  // namespace rfmseg
