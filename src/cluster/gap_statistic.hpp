#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "cluster/feature_matrix.hpp"
#include "cluster/features.hpp"
#include "rfmseg/cluster/k_choice.hpp"
#include "rfmseg/cluster/kmeans.hpp"

namespace rfmseg {

/// The gap statistic (Tibshirani, Walther and Hastie, Estimating the number of clusters in a data
/// set via the gap statistic, JRSS B 63, 2001) of several numbers of clusters.
struct GapStatistic {
  std::vector<std::optional<Gap>> gaps;  ///< by k - least; empty if the inertia is zero
  std::size_t points = 0;                ///< number of points used: all, or a sample
  int references = 0;
};

/// Computes the gap for each k from `least` to `most`. References are uniform in the box of the
/// points' principal components. Points and references are clustered in the same way, by a few
/// starts of k-means without local search, because only the difference matters.
[[nodiscard]] GapStatistic gap_statistic(const FeatureMatrix& points, int least, int most,
                                         const KMeansOptions& options);

/// The index of the smallest k whose gap is at least that of k + 1 less its error; nothing if there
/// is none.
[[nodiscard]] std::optional<std::size_t> one_standard_error_rule(
    const std::vector<std::optional<Gap>>& gaps);

}  // namespace rfmseg
