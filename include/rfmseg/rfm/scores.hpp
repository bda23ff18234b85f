#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/quantile.hpp"

namespace rfmseg {

/// How a metric's values become scores; see docs/definitions.md.
enum class ScoreMethod { quantile, rank, ntile, natural, cuts };

inline constexpr std::array kScoreMethods = {ScoreMethod::quantile, ScoreMethod::rank,
                                             ScoreMethod::ntile, ScoreMethod::natural,
                                             ScoreMethod::cuts};

/// The method's name in scheme files: `quantile`, `rank`, `ntile`, `natural` or `cuts`.
[[nodiscard]] std::string_view to_string(ScoreMethod method);

/// The fewest and the most bins a metric can be scored in.
inline constexpr int kFewestBins = 2;
inline constexpr int kMostBins = 100;

/// The side on which a bin holds its edge: `right` is (edge, next edge], `left` [edge, next edge).
enum class ClosedSide { right, left };

/// The scoring of one metric.
struct MetricScoring {
  ScoreMethod method = ScoreMethod::quantile;
  int bins = 5;                ///< kFewestBins to kMostBins; with `cuts` the number of cuts + 1
  std::vector<Amount> cuts{};  ///< for `cuts`: never falling; equal ones enclose empty bins
  ClosedSide closed = ClosedSide::right;  ///< for `quantile` and `cuts`
  Amount offset{};                        ///< for `quantile`: added to every edge
  /// For `quantile`: edges that coincide with each other, the smallest or the largest value are
  /// left out, and scores run from 1 to the number of bins that are left, as with pandas.qcut.
  bool drop_equal_edges = false;
};

/// The scoring of all three metrics.
struct Scoring {
  MetricScoring recency{}, frequency{}, monetary{};
};

/// Which end of a metric's values is best.
enum class Better { higher, lower };

/// The scores of one metric: 1 (worst) to `bins` (best), parallel to the values.
struct MetricScores {
  MetricScoring scoring;  ///< as given, with `bins` set from the cuts for `cuts`
  std::vector<std::uint8_t> score;
  /// The `bins` - 1 cut points between bins, never falling, in the metric's own values (for recency
  /// the first edge is next to the best score). A value is in the bin above an edge when it is
  /// above the edge:
  /// - `quantile`: the type-7 quantiles at i / bins of the values, plus the offset; equal ones
  ///   enclose empty bins, unless they are dropped: then there are fewer edges;
  /// - `rank`: the same of the ranks 1..n, so these are ranks, not values;
  /// - `ntile`: edge i is the largest value in bins 1 to i. Equal values may lie on both sides of
  ///   it, and edges past the last customer repeat the largest value;
  /// - `natural`: edge i is the largest value in bin i; there are fewer where values are;
  /// - `cuts`: the cuts.
  /// Empty when there are no values, save for `cuts`.
  std::vector<Quantile> edges;
  /// The scores that no value has, because edges coincide, values are few or cuts lie beyond them;
  /// ascending.
  std::vector<int> missing_levels;
};

/// One combination of scores.
struct ScoreCell {
  int recency = 1, frequency = 1, monetary = 1;
  friend auto operator<=>(const ScoreCell&, const ScoreCell&) = default;
};

/// The scores of all customers under one scoring.
struct Scores {
  MetricScores recency, frequency, monetary;

  [[nodiscard]] std::size_t size() const { return recency.score.size(); }
  [[nodiscard]] ScoreCell cell(std::size_t customer) const {
    return {recency.score[customer], frequency.score[customer], monetary.score[customer]};
  }
};

/// Scores `values`, which stand in the order of customer ids: that order breaks ties for `rank` and
/// `ntile`. `natural` is exact one-dimensional k-means, also called Jenks' natural breaks. Bins run
/// from the lowest values to the highest; where lower is better the score is bins + 1 - bin, of the
/// bins that are left when equal edges are dropped or values are few for `natural`. An empty span
/// gives no scores. Throws UsageError when the bins are out of bounds or the cuts fall,
/// DataError when a value is too large for quantiles.
[[nodiscard]] MetricScores score_metric(std::span<const Amount> values,
                                        const MetricScoring& scoring, Better better);

/// Scores every customer on recency (fewer days are better), frequency and monetary. `threads` do
/// not change the result.
[[nodiscard]] Scores score_customers(const CustomerTable& table, const Scoring& scoring,
                                     unsigned threads = 1);

/// The three scores side by side: `553`; with more than nine bins anywhere `10-3-7`.
[[nodiscard]] std::string score_code(const ScoreCell& cell, const Scoring& scoring);
[[nodiscard]] std::string score_code(const Scores& scores, std::size_t customer);

}  // namespace rfmseg
