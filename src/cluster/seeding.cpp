#include "cluster/seeding.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rfmseg {
namespace {

/// Draws an index with a probability proportional to its weight, given the prefix sums of the
/// weights.
std::size_t draw(const std::vector<double>& running, Random& random) {
  const double target = random.unit() * running.back();
  const auto found = std::upper_bound(running.begin(), running.end(), target);
  // There is no sum above the target only if all weights are zero.
  return found == running.end() ? random.below(running.size())
                                : static_cast<std::size_t>(found - running.begin());
}

/// Sets `after` to each point's squared distance to the nearest centre, given those `before` the
/// point `chosen` was added. Returns their weighted sum.
template <class Columns>
double lower_distances(const Points& points, std::size_t chosen, const std::vector<double>& before,
                       std::vector<double>& after, Columns columns) {
  std::vector<double> scratch(2 * columns);
  const double* centre = points.row(chosen, &scratch[columns]);
  double sum = 0;
  for (std::size_t i = 0; i < points.rows(); ++i) {
    const double distance = squared_distance(points.row(i, scratch.data()), centre, columns);
    after[i] = distance < before[i] ? distance : before[i];
    sum += static_cast<double>(points.weight(i)) * after[i];
  }
  return sum;
}

template <class Columns>
std::vector<std::size_t> choose_centres(const Points& points, std::size_t k, int candidates,
                                        Random& random, Columns columns) {
  const std::size_t rows = points.rows();
  std::vector<double> distance(rows, std::numeric_limits<double>::infinity());
  std::vector<double> running(rows);
  std::vector<double> trial(rows);
  std::vector<double> best(rows);

  std::vector<std::size_t> centres{points.draw(random)};
  lower_distances(points, centres.front(), distance, distance, columns);
  while (centres.size() < k) {
    double sum = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      running[i] = sum += static_cast<double>(points.weight(i)) * distance[i];
    }
    double least = std::numeric_limits<double>::infinity();
    std::size_t chosen = 0;
    for (int candidate = 0; candidate < candidates; ++candidate) {
      const std::size_t drawn = draw(running, random);
      const double inertia = lower_distances(points, drawn, distance, trial, columns);
      if (inertia < least) {
        least = inertia;
        chosen = drawn;
        trial.swap(best);
      }
    }
    centres.push_back(chosen);
    distance.swap(best);
  }
  return centres;
}

}  // namespace

std::vector<std::size_t> kmeans_plus_plus(const Points& points, std::size_t k, int candidates,
                                          Random& random) {
  return with_columns(points.columns(), [&](auto columns) {
    return choose_centres(points, k, candidates, random, columns);
  });
}

int seeding_candidates(std::size_t k) {
  return 2 + static_cast<int>(std::log(static_cast<double>(k)));
}

}  // namespace rfmseg
