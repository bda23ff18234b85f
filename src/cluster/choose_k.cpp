#include "cluster/choose_k.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cluster/choice.hpp"
#include "cluster/cluster_quality.hpp"
#include "cluster/cluster_stability.hpp"
#include "cluster/elbow.hpp"
#include "cluster/feature_matrix.hpp"
#include "cluster/gap_statistic.hpp"
#include "cluster/run_kmeans.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"

namespace rfmseg {
namespace {

/// The k with the largest `figure`; the smallest k of equal ones.
template <class Figure>
std::optional<int> largest(const std::vector<KCandidate>& candidates, Figure figure) {
  std::optional<int> k;
  double most = 0;
  for (const KCandidate& candidate : candidates) {
    const std::optional<double> value = figure(candidate.quality);
    if (!value || (k && *value <= most)) continue;
    k = candidate.k;
    most = *value;
  }
  return k;
}

std::optional<int> favourite(KCriterion criterion, const std::vector<KCandidate>& candidates) {
  const auto k_at = [&](std::optional<std::size_t> place) {
    return place ? std::optional(candidates[*place].k) : std::nullopt;
  };
  switch (criterion) {
    case KCriterion::elbow: {
      std::vector<double> inertias;
      for (const KCandidate& candidate : candidates) inertias.push_back(candidate.quality.inertia);
      return k_at(elbow(inertias));
    }
    case KCriterion::silhouette:
      return largest(candidates, [](const ClusterQuality& q) { return q.silhouette; });
    case KCriterion::calinski_harabasz:
      return largest(candidates, [](const ClusterQuality& q) { return q.calinski_harabasz; });
    case KCriterion::davies_bouldin:
      return largest(candidates, [](const ClusterQuality& q) {
        return q.davies_bouldin ? std::optional(-*q.davies_bouldin) : std::nullopt;
      });
    case KCriterion::gap:
      break;
  }
  std::vector<std::optional<Gap>> gaps;
  for (const KCandidate& candidate : candidates) gaps.push_back(candidate.gap);
  return k_at(one_standard_error_rule(gaps));
}

KSearch within(KSearch search, const FeatureMatrix& points) {
  const std::string range = fmt::format("{} {}:{}", Setting::k_range, search.least, search.most);
  if (search.least < 1 || search.least > search.most) {
    throw UsageError(range + ": a range must be LOW:HIGH with LOW at least 1, e.g. 2:10");
  }
  const std::size_t distinct = distinct_points(points, static_cast<std::size_t>(search.most));
  if (distinct < static_cast<std::size_t>(search.least)) {
    throw UsageError(
        fmt::format("{0} starts above the number of distinct customers, {1} (hint: {2} {1})", range,
                    distinct, Setting::k));
  }
  search.most = std::min(search.most, static_cast<int>(distinct));
  return search;
}

}  // namespace

std::string_view to_string(KCriterion criterion) {
  switch (criterion) {
    case KCriterion::elbow:
      return "elbow";
    case KCriterion::silhouette:
      return "silhouette";
    case KCriterion::calinski_harabasz:
      return "calinski-harabasz";
    case KCriterion::davies_bouldin:
      return "davies-bouldin";
    case KCriterion::gap:
      break;
  }
  return "gap";
}

KCriterion parse_k_criterion(std::string_view name) {
  return parse_choice(fmt::format("{}", Setting::k_criterion), name, kKCriteria);
}

KChoice choose_k(const FeatureMatrix& points, const KSearch& search, const KMeansOptions& options,
                 KMeansResult& best) {
  KChoice choice;
  choice.search = within(search, points);
  const int least = choice.search.least;
  std::vector<KMeansResult> results;
  for (int k = least; k <= choice.search.most; ++k) {
    KMeansOptions with_k = options;
    with_k.k = k;
    results.push_back(kmeans(points, with_k));
    KCandidate& candidate = choice.candidates.emplace_back();
    candidate.k = k;
    candidate.quality = cluster_quality(points, results.back(), options.seed, options.threads);
    if (search.resamples > 0) {
      candidate.stability = cluster_stability(points, results.back(), options, search.resamples);
    }
  }
  const GapStatistic statistic = gap_statistic(points, least, choice.search.most, options);
  choice.gap_points = statistic.points;
  choice.gap_references = statistic.references;
  for (std::size_t i = 0; i < statistic.gaps.size(); ++i) {
    choice.candidates[i].gap = statistic.gaps[i];
  }

  for (const KCriterion criterion : kKCriteria) {
    choice.favourites[static_cast<std::size_t>(criterion)] =
        favourite(criterion, choice.candidates);
  }
  const int otherwise = choice.favourite(KCriterion::silhouette).value_or(least);
  choice.k = choice.favourite(choice.search.by).value_or(otherwise);
  best = std::move(results[static_cast<std::size_t>(choice.k - least)]);
  return choice;
}

}  // namespace rfmseg
