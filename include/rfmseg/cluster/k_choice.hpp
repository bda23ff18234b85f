#pragma once

/// \file
/// How the number of clusters is chosen. docs/definitions.md describes the criteria.

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "rfmseg/cluster/quality.hpp"

namespace rfmseg {

/// The criterion for the number of clusters.
enum class KCriterion {
  elbow,              ///< the knee of the inertia (Kneedle; Satopää and others 2011)
  silhouette,         ///< the largest silhouette
  calinski_harabasz,  ///< the largest Calinski-Harabasz index
  davies_bouldin,     ///< the smallest Davies-Bouldin index
  gap,                ///< the gap statistic with its one-standard-error rule (Tibshirani 2001)
};
/// All criteria, in the order of KChoice::favourites.
inline constexpr std::array kKCriteria = {KCriterion::elbow, KCriterion::silhouette,
                                          KCriterion::calinski_harabasz, KCriterion::davies_bouldin,
                                          KCriterion::gap};

/// The name of a criterion: `silhouette`, `calinski-harabasz`, ...
[[nodiscard]] std::string_view to_string(KCriterion criterion);
/// Parses what to_string() returns. Throws UsageError, with the valid names, for another name.
[[nodiscard]] KCriterion parse_k_criterion(std::string_view name);

/// The range of k to search, and the criterion.
struct KSearch {
  int least = 2;  ///< at least 1
  int most = 10;  ///< inclusive
  KCriterion by = KCriterion::silhouette;
  int resamples = 0;  ///< bootstrap resamples per k for KCandidate::stability
};

/// The gap statistic: the mean log inertia of reference points without clusters less the log
/// inertia of the clusters (Tibshirani, Walther and Hastie, JRSS B 63, 2001).
struct Gap {
  double gap = 0;
  double error = 0;  ///< standard error, including the simulation error
};

/// The result for one k.
struct KCandidate {
  int k = 0;
  ClusterQuality quality;
  std::optional<Gap> gap;
  std::optional<Stability> stability{};  ///< if resamples were requested
};

/// The choice of k, with all candidates.
struct KChoice {
  KSearch search;                      ///< `most` is reduced to the number of distinct customers
  std::vector<KCandidate> candidates;  ///< search.least to search.most, ascending
  std::array<std::optional<int>, kKCriteria.size()> favourites;  ///< the best k by each KCriterion
  int k = 0;                   ///< the best by search.by; if there is none, by silhouette
  std::size_t gap_points = 0;  ///< number of points of the gap statistic: all, or a sample
  int gap_references = 0;      ///< number of reference samples of the gap statistic

  /// The best k by a criterion; empty if it has none.
  [[nodiscard]] std::optional<int> favourite(KCriterion criterion) const {
    return favourites[static_cast<std::size_t>(criterion)];
  }
  /// The candidate for `k`.
  [[nodiscard]] const KCandidate& chosen() const {
    return candidates[static_cast<std::size_t>(k - search.least)];
  }
};

}  // namespace rfmseg
