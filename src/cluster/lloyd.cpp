#include "cluster/lloyd.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "cluster/exact_sums.hpp"
#include "parallel.hpp"

namespace rfmseg {
namespace {

/// The number of points per task. Independent of the number of threads, because sums of doubles
/// depend on it.
constexpr std::size_t kChunk = 16'384;

std::size_t chunk_count(std::size_t points) {
  return (points + kChunk - 1) / kChunk;
}

/// Lloyd's algorithm without distances that cannot change a label, as in Hamerly (2010), but with
/// one bound per point instead of two: its margin, by which every other centroid is farther away
/// than its own. When centroids move, the margin shrinks by at most the shift of its centroid
/// plus the largest shift of another one. This shrinkage is summed per cluster, and a margin is
/// stored plus the sum at that time: it is used up when the sum reaches it.
template <class Columns>
class Lloyd {
 public:
  Lloyd(const Points& points, std::vector<double> centroids, Columns columns, unsigned threads)
      : points_(points),
        columns_(columns),
        threads_(threads),
        clusters_(centroids.size() / columns),
        centroids_(std::move(centroids)),
        labels_(points.rows(), kUnassigned),
        margins_(points.rows()),
        sums_(points, clusters_),
        shrinkage_(clusters_) {}

  KMeansResult run(int max_iterations, const EarlyStop& early_stop) {
    KMeansResult result;
    for (;;) {
      bool changed = reassign();
      assigned_once_ = true;
      changed |= fill_empty_clusters();
      result.converged = !changed;
      if (result.converged || result.iterations == max_iterations) break;
      move_centroids();
      ++result.iterations;
      if (result.iterations == early_stop.iterations && inertia() > early_stop.inertia) break;
    }
    if (!result.converged) move_centroids();
    result.inertia = inertia();
    result.centroids = std::move(centroids_);
    result.label = std::move(labels_);
    return result;
  }

 private:
  static constexpr std::int32_t kUnassigned = -1;
  /// The relative slack of bounds, much larger than rounding errors of distances: a point is
  /// skipped only if its label would not change in the computed distances, either.
  static constexpr double kSlack = 1e-12;

  /// Assigns every point to its nearest centroid; returns false if no label changes.
  bool reassign() {
    const std::size_t chunks = chunk_count(points_.rows());
    if (chunks == 1) return reassign_chunk(0, sums_);
    std::vector<ExactSums> changes(chunks, ExactSums(points_, clusters_));
    std::vector<char> changed(chunks);
    in_parallel(chunks, threads_, [&](std::size_t chunk) {
      changed[chunk] = reassign_chunk(chunk, changes[chunk]) ? 1 : 0;
    });
    for (const ExactSums& of_chunk : changes) sums_.merge(of_chunk);
    return std::ranges::find(changed, 1) != changed.end();
  }

  bool reassign_chunk(std::size_t chunk, ExactSums& sums) {
    const std::size_t first = chunk * kChunk;
    const std::size_t end = std::min(first + kChunk, points_.rows());
    std::vector<double> scratch(columns_);
    if (!assigned_once_) {
      bool changed = false;
      for (std::size_t i = first; i < end; ++i) changed |= reassign_point(i, sums, scratch.data());
      return changed;
    }
    // First collects the points whose nearest centroid may have changed, without a branch, which
    // would be mispredicted.
    std::array<std::uint32_t, kChunk> doubtful;  // NOLINT(*-member-init): only what is written
    std::size_t count = 0;
    for (std::size_t i = first; i < end; ++i) {
      doubtful[count] = static_cast<std::uint32_t>(i - first);
      count += double{margins_[i]} > shrinkage_[index(labels_[i])] ? 0 : 1;
    }
    bool changed = false;
    for (std::size_t d = 0; d < count; ++d) {
      changed |= reassign_point(first + doubtful[d], sums, scratch.data());
    }
    return changed;
  }

  bool reassign_point(std::size_t i, ExactSums& sums, double* scratch) {
    const double* point = points_.row(i, scratch);
    const Nearest nearest = nearest_centroid(point, centroids_, columns_);
    const double own = std::sqrt(nearest.distance);
    const double other = std::sqrt(nearest.runner_up);
    const double margin = other - own - kSlack * (other + own);
    margins_[i] = rounded_down(margin + shrinkage_[nearest.centroid]);
    const auto label = static_cast<std::int32_t>(nearest.centroid);
    if (label == labels_[i]) return false;
    if (labels_[i] == kUnassigned) {
      sums.add(point, points_.weight(i), nearest.centroid);
    } else {
      sums.move(point, points_.weight(i), index(labels_[i]), nearest.centroid);
    }
    labels_[i] = label;
    return true;
  }

  bool fill_empty_clusters() {
    bool filled = false;
    for (std::size_t c = 0; c < clusters_; ++c) {
      if (sums_.size(c) > 0) continue;
      const std::size_t point = farthest_point();
      std::vector<double> scratch(columns_);
      sums_.move(points_.row(point, scratch.data()), points_.weight(point), index(labels_[point]),
                 c);
      labels_[point] = static_cast<std::int32_t>(c);
      margins_[point] = std::numeric_limits<float>::lowest();
      filled = true;
    }
    return filled;
  }

  /// The farthest point that is not alone in its cluster, which would be empty without it.
  std::size_t farthest_point() const {
    std::size_t farthest = 0;
    double largest = -1;
    std::vector<double> scratch(columns_);
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      const std::size_t own = index(labels_[i]);
      if (sums_.size(own) == points_.weight(i)) continue;
      const double distance =
          squared_distance(points_.row(i, scratch.data()), &centroids_[own * columns_], columns_);
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
    std::size_t restless = 0;  // the centroid with the largest shift
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
      shrinkage_[c] += (way[c] + longest_of_others) * (1 + kSlack);
    }
  }

  double inertia() const { return inertia_of(points_, centroids_, labels_, threads_); }

  /// The largest float, or nearly so, that is not above the margin.
  static float rounded_down(double margin) {
    using Float = std::numeric_limits<float>;
    const double below = margin - std::abs(margin) * Float::epsilon() - double{Float::min()};
    return static_cast<float>(std::clamp<double>(below, Float::lowest(), Float::max()));
  }

  static std::size_t index(std::int32_t label) { return static_cast<std::size_t>(label); }

  const Points& points_;
  const Columns columns_;
  const unsigned threads_;
  const std::size_t clusters_;
  std::vector<double> centroids_;
  std::vector<std::int32_t> labels_;
  std::vector<float> margins_;  // plus the shrinkage then; floats are as safe, and small
  bool assigned_once_ = false;
  ExactSums sums_;
  std::vector<double> shrinkage_;  // by cluster: total shrinkage of the margins of its points
};

}  // namespace

KMeansResult lloyd(const Points& points, std::vector<double> centroids, int max_iterations,
                   const EarlyStop& early_stop, unsigned threads) {
  return with_columns(points.columns(), [&](auto columns) {
    return Lloyd(points, std::move(centroids), columns, threads).run(max_iterations, early_stop);
  });
}

double inertia_of(const Points& points, const std::vector<double>& centroids,
                  const std::vector<std::int32_t>& labels, unsigned threads) {
  std::vector<double> sums(chunk_count(points.rows()));
  with_columns(points.columns(), [&](auto columns) {
    in_parallel(sums.size(), threads, [&](std::size_t chunk) {
      const std::size_t end = std::min((chunk + 1) * kChunk, points.rows());
      double sum = 0;
      std::vector<double> scratch(columns);
      for (std::size_t i = chunk * kChunk; i < end; ++i) {
        const auto own = static_cast<std::size_t>(labels[i]);
        sum += static_cast<double>(points.weight(i)) *
               squared_distance(points.row(i, scratch.data()), &centroids[own * columns], columns);
      }
      sums[chunk] = sum;
    });
  });
  return std::accumulate(sums.begin(), sums.end(), 0.0);
}

}  // namespace rfmseg
