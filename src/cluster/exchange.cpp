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
        leaving_(clusters.centroids.size() / columns),
        joining_(leaving_.size()) {
    for (std::size_t i = 0; i < points.rows(); ++i) sums_.add(i, label(i));
    for (std::size_t c = 0; c < leaving_.size(); ++c) weigh(c);
  }

  /// Goes round the points until each of them has been seen since the last move.
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
  /// A gain below this part of what it is won from may be rounding, and could go round in circles.
  static constexpr double kLeastGain = 1e-9;
  static constexpr double kInfinity = std::numeric_limits<double>::infinity();

  bool improve(std::size_t point) {
    const double* position = points_.values() + point * columns_;
    const std::size_t from = label(point);
    const double saved = leaving_[from] * distance(position, from);
    double least_cost = kInfinity;
    std::size_t to = from;
    const double own = std::exchange(joining_[from], kInfinity);  // to stay is no candidate
    for (std::size_t c = 0; c < joining_.size(); ++c) {
      const double cost = joining_[c] * distance(position, c);
      const std::size_t cheaper = cost < least_cost;  // no branches, as in nearest_centroid()
      to += cheaper * (c - to);
      least_cost = cost < least_cost ? cost : least_cost;
    }
    joining_[from] = own;
    if (!(saved - least_cost > kLeastGain * saved)) return false;

    sums_.move(point, from, to);
    clusters_.label[point] = static_cast<std::int32_t>(to);
    for (const std::size_t c : {from, to}) {
      sums_.write_mean(c, clusters_.centroids);
      weigh(c);
    }
    return true;
  }

  /// A point at squared distance d from the mean of n takes d n/(n-1) with it when it leaves, and
  /// adds d n/(n+1) when it joins. The last point of a cluster stays.
  void weigh(std::size_t cluster) {
    const auto n = static_cast<double>(sums_.size(cluster));
    leaving_[cluster] = n > 1 ? n / (n - 1) : 0;
    joining_[cluster] = n / (n + 1);
  }

  double distance(const double* position, std::size_t cluster) const {
    return squared_distance(position, &clusters_.centroids[cluster * columns_], columns_);
  }

  std::size_t label(std::size_t point) const {
    return static_cast<std::size_t>(clusters_.label[point]);
  }

  const Points& points_;
  KMeansResult& clusters_;
  const Columns columns_;
  ExactSums sums_;
  std::vector<double> leaving_;
  std::vector<double> joining_;
};

}  // namespace

void exchange(const Points& points, KMeansResult& clusters, int max_rounds) {
  with_columns(points.columns(), [&](auto columns) {
    clusters.converged = Exchange(points, clusters, columns).run(max_rounds);
  });
  clusters.inertia = inertia_of(points, clusters.centroids, clusters.label);
}

}  // namespace rfmseg
