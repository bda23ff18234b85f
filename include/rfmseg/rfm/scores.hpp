#pragma once

/// \file
/// Scores of recency, frequency and monetary value, from 1 (worst) to the number of bins (best).
///
///     rfmseg::Scoring scoring;  // quintiles of all three metrics
///     scoring.frequency.method = rfmseg::ScoreMethod::rank;
///     const rfmseg::Scores scores = rfmseg::score_customers(table, scoring);
///     std::cout << table.ids[0] << ' ' << score_code(scores, 0) << '\n';  // 12346 115

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

/// How values are divided into bins; docs/definitions.md has the exact definitions and sources.
enum class ScoreMethod {
  quantile,  ///< edges are type-7 quantiles of the values
  rank,      ///< edges are quantiles of the ranks; the order of customers breaks ties
  ntile,     ///< SQL's NTILE over the same order
  natural,   ///< exact one-dimensional k-means (Jenks' natural breaks)
  cuts       ///< edges are given
};

/// All methods.
inline constexpr std::array kScoreMethods = {ScoreMethod::quantile, ScoreMethod::rank,
                                             ScoreMethod::ntile, ScoreMethod::natural,
                                             ScoreMethod::cuts};

/// The method's name in scheme files: `quantile`, `rank`, `ntile`, `natural` or `cuts`.
[[nodiscard]] std::string_view to_string(ScoreMethod method);

/// The range of MetricScoring::bins.
inline constexpr int kFewestBins = 2;
inline constexpr int kMostBins = 100;

/// The side on which a bin is closed: `right` is (edge, next edge], `left` is [edge, next edge).
enum class ClosedSide { right, left };

/// How one metric is scored.
struct MetricScoring {
  ScoreMethod method = ScoreMethod::quantile;
  int bins = 5;                ///< kFewestBins to kMostBins; for `cuts`: number of cuts + 1
  std::vector<Amount> cuts{};  ///< for `cuts`: non-descending; equal cuts enclose empty bins
  ClosedSide closed = ClosedSide::right;  ///< for `quantile` and `cuts`
  Amount offset{};                        ///< for `quantile`: added to every edge
  /// For `quantile`: remove edges that coincide with each other or with the smallest or largest
  /// value, as pandas.qcut does. Scores then run from 1 to the number of remaining bins.
  bool drop_equal_edges = false;
  /// For `rank` and `ntile`: if more than 60 % of the customers have the same value, score by
  /// `quantile` instead, so that equal customers have equal scores.
  bool keep_crowd = false;
};

/// How all three metrics are scored.
struct Scoring {
  MetricScoring recency{}, frequency{}, monetary{};
};

/// Which values of a metric are better: lower for recency, higher for frequency and monetary.
enum class Better { higher, lower };

/// The scores of one metric.
struct MetricScores {
  /// As given, except that `bins` of `cuts` is set from the number of cuts, that `method` is
  /// `quantile` if `keep_crowd` applied, and that `keep_crowd` is false: it is decided.
  MetricScoring scoring;
  std::vector<std::uint8_t> score;  ///< 1 (worst) to `bins` (best), parallel to the values
  /// The `bins` - 1 edges between bins, non-descending, in the unit of the metric. For recency the
  /// first edge bounds the best score. A value above an edge is in a bin above it:
  /// - `quantile`: the type-7 quantiles at i / bins of the values, plus the offset. Equal edges
  ///   enclose empty bins; with `drop_equal_edges` there are fewer edges instead;
  /// - `rank`: the quantiles of the ranks 1..n, so these edges are ranks, not values;
  /// - `ntile`: edge i is the largest value in bins 1 to i. Equal values may be on both sides of an
  ///   edge, and edges beyond the last customer repeat the largest value;
  /// - `natural`: edge i is the largest value in bin i. Fewer distinct values than bins give fewer
  ///   edges;
  /// - `cuts`: the cuts.
  /// Empty if there are no values, except for `cuts`.
  std::vector<Quantile> edges;
  /// Scores that no value has, ascending. Edges may coincide, values may be few, or cuts may be
  /// outside the range of the values.
  std::vector<int> missing_levels;
};

/// One combination of the three scores.
struct ScoreCell {
  int recency = 1, frequency = 1, monetary = 1;
  friend auto operator<=>(const ScoreCell&, const ScoreCell&) = default;
};

/// The scores of all customers, parallel to the table.
struct Scores {
  MetricScores recency, frequency, monetary;

  /// The number of customers.
  [[nodiscard]] std::size_t size() const { return recency.score.size(); }
  /// The three scores of one customer.
  [[nodiscard]] ScoreCell cell(std::size_t customer) const {
    return {recency.score[customer], frequency.score[customer], monetary.score[customer]};
  }
};

/// Scores the values of one metric. `values` are in the order of customer ids, which breaks ties
/// for `rank` and `ntile`. Bins are numbered from the lowest values to the highest. If higher is
/// better, the score is the bin; if lower is better, the score is n + 1 - bin, where n is the
/// number of bins remaining after equal edges are dropped (or, for `natural`, of the distinct
/// values, if fewer). An empty span gives no scores.
///
/// Throws UsageError if the number of bins is out of range or the cuts descend; DataError if a
/// value is too large for exact quantiles.
[[nodiscard]] MetricScores score_metric(std::span<const Amount> values,
                                        const MetricScoring& scoring, Better better);

/// Scores every customer on recency (fewer days are better), frequency and monetary. `threads` does
/// not affect the result. Throws as score_metric() does.
[[nodiscard]] Scores score_customers(const CustomerTable& table, const Scoring& scoring,
                                     unsigned threads = 1);

/// The three scores as a code: `553`, or `10-3-7` if any metric has more than nine bins.
[[nodiscard]] std::string score_code(const ScoreCell& cell, const Scoring& scoring);
/// The code of one customer.
[[nodiscard]] std::string score_code(const Scores& scores, std::size_t customer);

}  // namespace rfmseg
