#include "cluster/lloyd.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "cluster/exact_sums.hpp"

namespace rfmseg {
namespace {

/// A run of Lloyd's algorithm that leaves out the distances which cannot change a label, as
/// Hamerly (2010) does, but with one bound per point instead of two: its margin, by which every
/// other centroid is farther away than its own. When the centroids move, the margin shrinks by no
/// more than the way of its own centroid plus the longest way of another.
template <class Columns>
class Lloyd {
 public:
  Lloyd(const Points& points, std::vector<double> centroids, Columns columns)
      : points_(points),
        columns_(columns),
        clusters_(centroids.size() / columns),
        centroids_(std::move(centroids)),
        labels_(points.rows(), kUnassigned),
        margins_(points.rows()),
        doubtful_(points.rows()),
        sums_(points, clusters_),
        shrinkage_(clusters_) {}

  KMeansResult run(int max_iterations, const Patience& patience) {
    KMeansResult result;
    for (;;) {
      list_doubtful();
      bool changed = reassign_doubtful();
      changed |= fill_empty_clusters();
      result.converged = !changed;
      if (result.converged || result.iterations == max_iterations) break;
      move_centroids();
      ++result.iterations;
      if (result.iterations == patience.iterations && inertia() > patience.inertia) break;
    }
    if (!result.converged) move_centroids();
    result.inertia = inertia();
    result.centroids = std::move(centroids_);
    result.label = std::move(labels_);
    return result;
  }

 private:
  static constexpr std::int32_t kUnassigned = -1;
  /// Bounds are widened by this, far more than the rounding of distances can add up to: a point is
  /// left out only when its label would not change in the computed distances either.
  static constexpr double kSlack = 1e-12;

  /// Finds the points whose nearest centroid may be another one now. At first that is every point.
  void list_doubtful() {
    std::size_t count = 0;
    if (labels_.front() == kUnassigned) {
      while (count < labels_.size()) {
        doubtful_[count] = count;
        ++count;
      }
    } else {
      for (std::size_t i = 0; i < labels_.size(); ++i) {
        const double margin = margins_[i] - shrinkage_[index(labels_[i])];
        margins_[i] = margin;
        doubtful_[count] = i;  // without a branch, which would be mispredicted
        count += margin > 0 ? 0 : 1;
      }
    }
    doubtful_count_ = count;
  }

  bool reassign_doubtful() {
    bool changed = false;
    for (std::size_t d = 0; d < doubtful_count_; ++d) {
      const std::size_t i = doubtful_[d];
      const Nearest nearest =
          nearest_centroid(points_.values() + i * columns_, centroids_, columns_);
      const double own = std::sqrt(nearest.distance);
      const double other = std::sqrt(nearest.runner_up);
      margins_[i] = other - own - kSlack * (other + own);
      const auto label = static_cast<std::int32_t>(nearest.centroid);
      if (label == labels_[i]) continue;
      if (labels_[i] == kUnassigned) {
        sums_.add(i, nearest.centroid);
      } else {
        sums_.move(i, index(labels_[i]), nearest.centroid);
      }
      labels_[i] = label;
      changed = true;
    }
    return changed;
  }

  bool fill_empty_clusters() {
    bool filled = false;
    for (std::size_t c = 0; c < clusters_; ++c) {
      if (sums_.size(c) > 0) continue;
      const std::size_t point = farthest_point();
      sums_.move(point, index(labels_[point]), c);
      labels_[point] = static_cast<std::int32_t>(c);
      margins_[point] = 0;
      filled = true;
    }
    return filled;
  }

  /// Of the points that share their cluster: taking a lonely one would empty another cluster.
  std::size_t farthest_point() const {
    std::size_t farthest = 0;
    double largest = -1;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      const std::size_t own = index(labels_[i]);
      if (sums_.size(own) < 2) continue;
      const double distance =
          squared_distance(points_.values() + i * columns_, &centroids_[own * columns_], columns_);
      if (distance > largest) {
        largest = distance;
        farthest = i;
      }
    }
    return farthest;
  }

  void move_centroids() {
    const std::vector<double> before = centroids_;
    std::vector<double> way(clusters_);
    std::size_t restless = 0;  // the centroid with the longest way
    double second_longest = 0;
    for (std::size_t c = 0; c < clusters_; ++c) {
      sums_.write_mean(c, centroids_);
      way[c] =
          std::sqrt(squared_distance(&before[c * columns_], &centroids_[c * columns_], columns_));
      if (c == 0) continue;
      second_longest = std::max(second_longest, std::min(way[c], way[restless]));
      if (way[c] > way[restless]) restless = c;
    }
    for (std::size_t c = 0; c < clusters_; ++c) {
      const double longest_of_others = c == restless ? second_longest : way[restless];
      shrinkage_[c] = (way[c] + longest_of_others) * (1 + kSlack);
    }
  }

  double inertia() const { return inertia_of(points_, centroids_, labels_); }

  static std::size_t index(std::int32_t label) { return static_cast<std::size_t>(label); }

  const Points& points_;
  const Columns columns_;
  const std::size_t clusters_;
  std::vector<double> centroids_;
  std::vector<std::int32_t> labels_;
  std::vector<double> margins_;
  std::vector<std::size_t> doubtful_;  // the first doubtful_count_ of them
  std::size_t doubtful_count_ = 0;
  ExactSums sums_;
  std::vector<double> shrinkage_;  // of the margins of a cluster's points in the last move
};

}  // namespace

KMeansResult lloyd(const Points& points, std::vector<double> centroids, int max_iterations,
                   const Patience& patience) {
  return with_columns(points.columns(), [&](auto columns) {
    return Lloyd(points, std::move(centroids), columns).run(max_iterations, patience);
  });
}

double inertia_of(const Points& points, const std::vector<double>& centroids,
                  const std::vector<std::int32_t>& labels) {
  return with_columns(points.columns(), [&](auto columns) {
    double sum = 0;
    for (std::size_t i = 0; i < points.rows(); ++i) {
      const auto own = static_cast<std::size_t>(labels[i]);
      sum += squared_distance(points.values() + i * columns, &centroids[own * columns], columns);
    }
    return sum;
  });
}

}  // namespace rfmseg
