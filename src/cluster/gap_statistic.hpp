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
  std::vector<std::optional<Gap>> gaps;  ///< for each k; nothing where there is no inertia left
  std::size_t points = 0;                ///< of which it was taken: all or an even sample
  int references = 0;
};

/// For each k of `least` to `most`. The references are spread evenly over the box of the points'
/// principal components. Points and references are clustered alike, by a few starts of k-means
/// alone, as only the difference counts.
[[nodiscard]] GapStatistic gap_statistic(const FeatureMatrix& points, int least, int most,
                                         const KMeansOptions& options);

/// The place of the smallest k whose gap is at least the next one's less its error: nothing when
/// there is none.
[[nodiscard]] std::optional<std::size_t> one_standard_error_rule(
    const std::vector<std::optional<Gap>>& gaps);

}  // namespace rfmseg
