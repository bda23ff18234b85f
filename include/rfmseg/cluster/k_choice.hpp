#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "rfmseg/cluster/quality.hpp"

namespace rfmseg {

/// What a number of clusters can be chosen by.
enum class KCriterion {
  elbow,              ///< where the inertia bends (Kneedle)
  silhouette,         ///< the largest
  calinski_harabasz,  ///< the largest
  davies_bouldin,     ///< the smallest
  gap,                ///< the gap statistic's one-standard-error rule
};
inline constexpr std::array kKCriteria = {KCriterion::elbow, KCriterion::silhouette,
                                          KCriterion::calinski_harabasz, KCriterion::davies_bouldin,
                                          KCriterion::gap};

/// `silhouette`, `calinski-harabasz`.
[[nodiscard]] std::string_view to_string(KCriterion criterion);
/// Throws UsageError that names those there are.
[[nodiscard]] KCriterion parse_k_criterion(std::string_view name);

/// Among which numbers of clusters to choose, and how.
struct KSearch {
  int least = 2;
  int most = 10;
  KCriterion by = KCriterion::silhouette;
  int resamples = 0;  ///< to tell how stable the clusters of each are; 0 for none
};

/// How much further below that of points without clusters the logarithm of the inertia lies.
struct Gap {
  double gap = 0;
  double error = 0;  ///< the standard error of the references, with their simulation's
};

/// A number of clusters and how good they are.
struct KCandidate {
  int k = 0;
  ClusterQuality quality;
  std::optional<Gap> gap;
  std::optional<Stability> stability{};  ///< when resamples were asked for
};

struct KChoice {
  KSearch search;  ///< `most` is no more than there are distinct points
  std::vector<KCandidate> candidates;
  std::array<std::optional<int>, kKCriteria.size()> favourites;  ///< the k of each criterion
  int k = 0;                   ///< the favourite of search.by; without one, the silhouette's
  std::size_t gap_points = 0;  ///< the points that the gap was taken of: all or a sample
  int gap_references = 0;

  [[nodiscard]] std::optional<int> favourite(KCriterion criterion) const {
    return favourites[static_cast<std::size_t>(criterion)];
  }
  [[nodiscard]] const KCandidate& chosen() const {
    return candidates[static_cast<std::size_t>(k - search.least)];
  }
};

}  // namespace rfmseg
