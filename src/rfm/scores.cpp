#include <fmt/compile.h>

#include <algorithm>
#include <array>
#include <functional>

#include "parallel.hpp"
#include "rfm/binning.hpp"
#include "rfm/crowd.hpp"
#include "rfm/score_methods.hpp"
#include "rfm/scoring.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

MetricScoring checked(MetricScoring scoring) {
  if (scoring.method == ScoreMethod::cuts) {
    const auto fall = std::adjacent_find(scoring.cuts.begin(), scoring.cuts.end(), std::greater{});
    if (fall != scoring.cuts.end())
      throw UsageError("the cuts of a metric must be in ascending order");
    scoring.bins = static_cast<int>(std::min<std::size_t>(scoring.cuts.size(), kMostBins)) + 1;
  }
  if (scoring.bins < kFewestBins || scoring.bins > kMostBins) {
    throw UsageError("a metric is scored in " + std::to_string(kFewestBins) + " to " +
                     std::to_string(kMostBins) + " bins, not " + std::to_string(scoring.bins));
  }
  return scoring;
}

std::vector<int> levels_missing_from(std::span<const std::uint8_t> scores, int bins) {
  std::vector<bool> present(static_cast<std::size_t>(bins) + 1);
  for (const std::uint8_t score : scores) present[score] = true;
  std::vector<int> missing;
  for (int level = 1; level <= bins; ++level) {
    if (!present[static_cast<std::size_t>(level)]) missing.push_back(level);
  }
  return missing;
}

/// Bins ascend with the values; if lower is better, scores descend.
int score_of_bin(int bin, const MetricScores& scores, Better better) {
  const int bins = static_cast<int>(scores.edges.size()) + 1;  // remaining ones
  return better == Better::lower ? bins + 1 - bin : bin;
}

ClosedSide closed_side(const MetricScoring& scoring) {
  return traits(scoring.method).has_closed_side ? scoring.closed : ClosedSide::right;
}

template <class Values>
MetricScores score_values(const Values& values, const MetricScoring& scoring, Better better) {
  MetricScores result;
  result.scoring = checked(scoring);
  if (scoring.keep_crowd && traits(scoring.method).by_place && find_crowd(values)) {
    result.scoring.method = ScoreMethod::quantile;
  }
  result.scoring.keep_crowd = false;  // decided
  Binning binning = bin_values(values, result.scoring);
  result.score = std::move(binning.bin);
  result.edges = std::move(binning.edges);
  for (std::uint8_t& score : result.score) {
    score = static_cast<std::uint8_t>(score_of_bin(score, result, better));
  }
  result.missing_levels = levels_missing_from(result.score, result.scoring.bins);
  return result;
}

/// Cuts that assign all equal values to the bin of the middle one.
std::vector<Amount> cuts_between_ties(const MetricScores& scores, std::span<const Amount> values) {
  std::vector<Amount> ordered(values.begin(), values.end());
  std::ranges::sort(ordered);
  if (ordered.empty()) return {};
  // The cut of a bin without values is below all values, or equal to the cut before it.
  std::vector<Amount> cuts(scores.edges.size(), ordered.front() - Amount::from_integer(1));
  for (std::size_t first = 0; first < ordered.size();) {
    std::size_t end = first;
    while (end < ordered.size() && ordered[end] == ordered[first]) ++end;
    const std::size_t middle = first + (end - first) / 2;
    const std::size_t rank = middle + 1;
    const auto bin =
        scores.scoring.method == ScoreMethod::rank
            ? static_cast<std::size_t>(std::ranges::count_if(
                  scores.edges,
                  [&](const Quantile& edge) {
                    return above(Amount::from_integer(static_cast<std::int64_t>(rank)), edge);
                  }))
            : ntile_bucket(rank, ordered.size(), scores.edges.size() + 1) - 1;
    for (std::size_t i = bin; i < cuts.size(); ++i) cuts[i] = ordered[middle];
    first = end;
  }
  return cuts;
}

std::vector<Amount> amounts(const IntegerColumn& column) {
  std::vector<Amount> values;
  values.reserve(column.size());
  for (const std::int64_t value : column) values.push_back(Amount::from_integer(value));
  return values;
}

std::string joined(const ScoreCell& cell, int most_bins) {
  return fmt::format(FMT_COMPILE("{1}{0}{2}{0}{3}"), most_bins > 9 ? "-" : "", cell.recency,
                     cell.frequency, cell.monetary);
}

}  // namespace

MetricScores score_metric(std::span<const Amount> values, const MetricScoring& scoring,
                          Better better) {
  return score_values(values, scoring, better);
}

MetricScores score_counts(const IntegerColumn& values, const MetricScoring& scoring,
                          Better better) {
  return score_values(values, scoring, better);
}

int score_at(const MetricScores& scores, Better better, Amount value) {
  const ClosedSide closed = closed_side(scores.scoring);
  const auto below = std::ranges::count_if(
      scores.edges, [&](const Quantile& edge) { return last_below(edge, closed) < value; });
  return score_of_bin(1 + static_cast<int>(below), scores, better);
}

int score_at_rank(const MetricScores& scores, Better better, std::int64_t rank, std::size_t count) {
  if (scores.scoring.method == ScoreMethod::rank) {
    return score_at(scores, better, Amount::from_integer(rank));
  }
  const std::size_t bucket = ntile_bucket(static_cast<std::size_t>(rank), count,
                                          static_cast<std::size_t>(scores.scoring.bins));
  return score_of_bin(static_cast<int>(bucket), scores, better);
}

MetricScoring with_fixed_cuts(const MetricScores& scores, std::span<const Amount> values) {
  MetricScoring fixed{.method = ScoreMethod::cuts};
  const MetricScoring& found = scores.scoring;
  if (traits(found.method).by_place) {
    fixed.cuts = cuts_between_ties(scores, values);
  } else {
    const ClosedSide closed = closed_side(found);
    for (const Quantile& edge : scores.edges) fixed.cuts.push_back(last_below(edge, closed));
  }
  fixed.bins = static_cast<int>(fixed.cuts.size()) + 1;
  return fixed;
}

Scores score_customers(const CustomerTable& table, const Scoring& scoring, unsigned threads) {
  Scores scores;
  const std::array<std::function<void()>, 3> metrics = {
      [&] { scores.recency = score_counts(table.recency, scoring.recency, Better::lower); },
      [&] { scores.frequency = score_counts(table.frequency, scoring.frequency, Better::higher); },
      [&] { scores.monetary = score_values(table.monetary, scoring.monetary, Better::higher); }};
  in_parallel(metrics.size(), threads, [&](std::size_t metric) { metrics[metric](); });
  return scores;
}

std::string score_code(const ScoreCell& cell, const Scoring& scoring) {
  return joined(cell,
                std::max({scoring.recency.bins, scoring.frequency.bins, scoring.monetary.bins}));
}

std::string score_code(const Scores& scores, std::size_t customer) {
  return joined(scores.cell(customer),
                std::max({scores.recency.scoring.bins, scores.frequency.scoring.bins,
                          scores.monetary.scoring.bins}));
}

std::vector<Amount> recency_values(const CustomerTable& table) {
  return amounts(table.recency);
}

std::vector<Amount> frequency_values(const CustomerTable& table) {
  return amounts(table.frequency);
}

std::vector<Amount> monetary_values(const CustomerTable& table) {
  return {table.monetary.begin(), table.monetary.end()};
}

}  // namespace rfmseg
