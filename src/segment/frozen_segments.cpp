#include "rfmseg/segment/frozen_segments.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "rfm/scoring.hpp"
#include "rfmseg/error.hpp"
#include "stability_index.hpp"

namespace rfmseg {
namespace {

/// The share of customers with each score, from score 1.
std::vector<double> shares_of(const MetricScores& scores) {
  std::vector<double> shares(static_cast<std::size_t>(scores.scoring.bins));
  for (const std::uint8_t score : scores.score) ++shares[score - std::size_t{1}];
  for (double& share : shares) share /= static_cast<double>(scores.score.size());
  return shares;
}

FrozenMetric freeze(const MetricScoring& scoring, const std::vector<Amount>& values,
                    Better better) {
  const MetricScoring fixed = with_fixed_cuts(score_metric(values, scoring, better), values);
  return {fixed.cuts, shares_of(score_metric(values, fixed, better))};
}

MetricScoring scoring_of(const FrozenMetric& metric, int bins, std::string_view name,
                         const std::string& source) {
  if (std::ranges::adjacent_find(metric.cuts, std::greater{}) != metric.cuts.end()) {
    throw UsageError(ErrorKind::damaged_file, {source},
                     fmt::format("the cuts of {} are not in ascending order", name));
  }
  if (metric.cuts.empty() || metric.cuts.size() >= static_cast<std::size_t>(bins)) {
    throw UsageError(ErrorKind::damaged_file, {source},
                     fmt::format("{} cuts of {} do not match the {} scores of the scheme",
                                 metric.cuts.size(), name, bins));
  }
  return {.method = ScoreMethod::cuts,
          .bins = static_cast<int>(metric.cuts.size()) + 1,
          .cuts = metric.cuts};
}

}  // namespace

FrozenSegments freeze_segments(const CustomerTable& table, const Scoring& scoring,
                               std::string scheme) {
  return {std::move(scheme), freeze(scoring.recency, recency_values(table), Better::lower),
          freeze(scoring.frequency, frequency_values(table), Better::higher),
          freeze(scoring.monetary, monetary_values(table), Better::higher)};
}

Scheme frozen_scheme(const FrozenSegments& frozen, const std::string& source) {
  return frozen_scheme(frozen, parse_scheme(frozen.scheme, source), source);
}

Scheme frozen_scheme(const FrozenSegments& frozen, Scheme scheme, const std::string& source) {
  Scoring& scoring = scheme.scoring;
  scoring.recency = scoring_of(frozen.recency, scoring.recency.bins, "recency", source);
  scoring.frequency = scoring_of(frozen.frequency, scoring.frequency.bins, "frequency", source);
  scoring.monetary = scoring_of(frozen.monetary, scoring.monetary.bins, "monetary", source);
  return scheme;
}

Drift population_stability(const Scores& scores, const FrozenSegments& frozen) {
  return {stability_index(shares_of(scores.recency), frozen.recency.shares),
          stability_index(shares_of(scores.frequency), frozen.frequency.shares),
          stability_index(shares_of(scores.monetary), frozen.monetary.shares)};
}

}  // namespace rfmseg
