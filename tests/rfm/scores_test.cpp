#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

#include "rfm/scoring.hpp"
#include "rfmseg/error.hpp"
#include "support/values.hpp"

namespace rfmseg {
namespace {

using Levels = std::vector<int>;
using test::decimal;

std::vector<Amount> amounts(const std::vector<int>& values) {
  std::vector<Amount> result;
  for (const int value : values) result.push_back(Amount::from_integer(value));
  return result;
}

MetricScoring by(ScoreMethod method, int bins = 5) {
  return {method, bins, {}};
}

MetricScoring by_cuts(const std::vector<int>& cuts) {
  return {ScoreMethod::cuts, 0, amounts(cuts)};
}

Levels scores(const MetricScores& result) {
  return {result.score.begin(), result.score.end()};
}

Levels scores(const std::vector<int>& values, const MetricScoring& scoring,
              Better better = Better::higher) {
  return scores(score_metric(amounts(values), scoring, better));
}

std::vector<std::string> edges(const MetricScores& result) {
  std::vector<std::string> texts;
  for (const Quantile& edge : result.edges) texts.push_back(to_string(edge.to_amount()));
  return texts;
}

using Texts = std::vector<std::string>;

// Quintile edges of 1, 2, 3, 4, 10 stand at 0.8, 1.6, 2.4 and 3.2 steps: 1.8, 2.6, 3.4, 5.2.
TEST(QuantileScores, EachFifthByHand) {
  const auto result =
      score_metric(amounts({10, 1, 4, 2, 3}), by(ScoreMethod::quantile), Better::higher);
  EXPECT_EQ(scores(result), (Levels{5, 1, 4, 2, 3}));
  EXPECT_EQ(edges(result), (Texts{"1.8", "2.6", "3.4", "5.2"}));
  EXPECT_EQ(result.missing_levels, Levels{});
}

TEST(QuantileScores, AValueOnAnEdgeIsInTheBinBelow) {
  // 11 values: the edges are the values 3, 5, 7 and 9 themselves.
  EXPECT_EQ(scores({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, by(ScoreMethod::quantile)),
            (Levels{1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5}));
}

TEST(QuantileScores, FewerDaysAreBetterForRecency) {
  const auto result =
      score_metric(amounts({10, 1, 4, 2, 3}), by(ScoreMethod::quantile), Better::lower);
  EXPECT_EQ(scores(result), (Levels{1, 5, 2, 4, 3}));
  EXPECT_EQ(edges(result), (Texts{"1.8", "2.6", "3.4", "5.2"}));  // of the values, ascending
}

TEST(QuantileScores, EqualEdgesMergeAndTheMissingLevelsAreReported) {
  // Edges 1, 1, 1, 2.6: the ones are in bin 1, the others above every edge.
  const auto result =
      score_metric(amounts({1, 1, 1, 1, 9}), by(ScoreMethod::quantile), Better::higher);
  EXPECT_EQ(scores(result), (Levels{1, 1, 1, 1, 5}));
  EXPECT_EQ(edges(result), (Texts{"1", "1", "1", "2.6"}));
  EXPECT_EQ(result.missing_levels, (Levels{2, 3, 4}));
}

TEST(QuantileScores, AllEqualValuesAreInTheLowestBin) {
  EXPECT_EQ(scores({7, 7, 7}, by(ScoreMethod::quantile)), (Levels{1, 1, 1}));
  const auto recency = score_metric(amounts({7, 7, 7}), by(ScoreMethod::quantile), Better::lower);
  EXPECT_EQ(scores(recency), (Levels{5, 5, 5}));
  EXPECT_EQ(recency.missing_levels, (Levels{1, 2, 3, 4}));
}

// Seven values: the edges 2.5, 4 and 5.5 of quarters, and 1 more.
TEST(QuantileScores, AnOffsetMovesEveryEdge) {
  MetricScoring scoring = by(ScoreMethod::quantile, 4);
  scoring.offset = Amount::from_integer(1);
  const auto result = score_metric(amounts({1, 2, 3, 4, 5, 6, 7}), scoring, Better::higher);
  EXPECT_EQ(edges(result), (Texts{"3.5", "5", "6.5"}));
  EXPECT_EQ(scores(result), (Levels{1, 1, 1, 2, 2, 3, 4}));
}

TEST(QuantileScores, AValueOnAnEdgeIsInTheBinAboveWhenBinsAreClosedOnTheLeft) {
  MetricScoring scoring = by(ScoreMethod::quantile);
  scoring.closed = ClosedSide::left;
  EXPECT_EQ(scores({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, scoring),
            (Levels{1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5}));
  MetricScoring cuts = by_cuts({3, 6});
  cuts.closed = ClosedSide::left;
  EXPECT_EQ(scores({2, 3, 5, 6}, cuts), (Levels{1, 2, 2, 3}));
}

// As pandas.qcut(values, 4, duplicates="drop"): of the edges 1, 1, 1, 2.25, 9 it keeps 1, 2.25, 9.
TEST(QuantileScores, EqualEdgesMayBeDropped) {
  MetricScoring scoring = by(ScoreMethod::quantile, 4);
  scoring.drop_equal_edges = true;
  const std::vector<int> values = {1, 1, 1, 1, 1, 2, 3, 9};
  const auto result = score_metric(amounts(values), scoring, Better::higher);
  EXPECT_EQ(edges(result), (Texts{"2.25"}));
  EXPECT_EQ(scores(result), (Levels{1, 1, 1, 1, 1, 1, 2, 2}));
  EXPECT_EQ(scores(values, scoring, Better::lower), (Levels{2, 2, 2, 2, 2, 2, 1, 1}));
  EXPECT_EQ(scores({7, 7, 7}, scoring), (Levels{1, 1, 1}));
  EXPECT_EQ(scores({}, scoring), Levels{});
}

// Six values: the edges of thirds are 4, at 5/3 steps, and 5, which is the largest value.
TEST(QuantileScores, AnEdgeThatIsTheLargestValueIsDroppedToo) {
  MetricScoring scoring = by(ScoreMethod::quantile, 3);
  const std::vector<int> values = {1, 2, 5, 5, 5, 5};
  EXPECT_EQ(edges(score_metric(amounts(values), scoring, Better::lower)), (Texts{"4", "5"}));
  scoring.drop_equal_edges = true;
  const auto result = score_metric(amounts(values), scoring, Better::lower);
  EXPECT_EQ(edges(result), (Texts{"4"}));
  EXPECT_EQ(scores(result), (Levels{2, 2, 1, 1, 1, 1}));  // of two bins, not of three
}

TEST(NaturalScores, AreGroupsOfNeighbours) {
  const auto result =
      score_metric(amounts({1, 2, 10, 11, 30, 31, 90}), by(ScoreMethod::natural, 4), Better::lower);
  EXPECT_EQ(scores(result), (Levels{4, 4, 3, 3, 2, 2, 1}));
  EXPECT_EQ(edges(result), (Texts{"2", "11", "31"}));
  // With fewer values than bins the scores are as many as these.
  EXPECT_EQ(scores({5, 9, 9}, by(ScoreMethod::natural, 4), Better::lower), (Levels{2, 1, 1}));
  EXPECT_EQ(scores({}, by(ScoreMethod::natural, 4)), Levels{});
}

TEST(QuantileScores, EdgesAreExactWhereDoublesFail) {
  // The first edge of 0 and 0.1 in three bins is a third of 0.1: no double, no decimal.
  const std::vector<Amount> values = {decimal("0"), decimal("0.033333333333333333"),
                                      decimal("0.033333333333333334"), decimal("0.1")};
  const auto result = score_metric(values, by(ScoreMethod::quantile, 3), Better::higher);
  EXPECT_EQ(scores(result), (Levels{1, 1, 2, 3}));
  EXPECT_EQ(result.edges[0].numerator, values[1].units());
}

TEST(RankScores, BreakTiesInTheOrderOfCustomers) {
  // Seven ranks: edges 2.2, 3.4, 4.6, 5.8.
  const auto result =
      score_metric(amounts({1, 1, 1, 1, 1, 1, 1}), by(ScoreMethod::rank), Better::higher);
  EXPECT_EQ(scores(result), (Levels{1, 1, 2, 3, 4, 5, 5}));
  EXPECT_EQ(edges(result), (Texts{"2.2", "3.4", "4.6", "5.8"}));
  EXPECT_EQ(scores({3, 1, 3, 1, 2}, by(ScoreMethod::rank)), (Levels{4, 1, 5, 2, 3}));
}

TEST(RankScores, RecencyReversesTheBins) {
  EXPECT_EQ(scores({1, 1, 1, 1, 1, 1, 1}, by(ScoreMethod::rank), Better::lower),
            (Levels{5, 5, 4, 3, 2, 1, 1}));
}

TEST(RankScores, FewCustomersSpreadOut) {
  EXPECT_EQ(scores({5, 6}, by(ScoreMethod::rank)), (Levels{1, 5}));
  EXPECT_EQ(score_metric(amounts({5, 6}), by(ScoreMethod::rank), Better::higher).missing_levels,
            (Levels{2, 3, 4}));
  EXPECT_EQ(scores({5}, by(ScoreMethod::rank)), Levels{1});
}

// PostgreSQL: select ntile(4) over (order by x) from generate_series(1, 10) x
// gives 1 1 1 2 2 2 3 3 4 4.
TEST(NtileScores, AsSql) {
  EXPECT_EQ(scores({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, by(ScoreMethod::ntile, 4)),
            (Levels{1, 1, 1, 2, 2, 2, 3, 3, 4, 4}));
}

TEST(NtileScores, DiffersFromRankWhereSizesAreUneven) {
  EXPECT_EQ(scores({1, 2, 3, 4, 5, 6, 7}, by(ScoreMethod::ntile)), (Levels{1, 1, 2, 2, 3, 4, 5}));
  EXPECT_EQ(scores({1, 2, 3, 4, 5, 6, 7}, by(ScoreMethod::rank)), (Levels{1, 1, 2, 3, 4, 5, 5}));
}

TEST(NtileScores, EdgesAreTheLargestValuesSoFar) {
  const auto result =
      score_metric(amounts({5, 5, 8, 5, 9}), by(ScoreMethod::ntile, 3), Better::higher);
  EXPECT_EQ(scores(result), (Levels{1, 1, 2, 2, 3}));
  EXPECT_EQ(edges(result), (Texts{"5", "8"}));
}

TEST(NtileScores, MoreBinsThanCustomers) {
  const auto result = score_metric(amounts({4, 3}), by(ScoreMethod::ntile), Better::higher);
  EXPECT_EQ(scores(result), (Levels{2, 1}));
  EXPECT_EQ(edges(result), (Texts{"3", "4", "4", "4"}));
  EXPECT_EQ(result.missing_levels, (Levels{3, 4, 5}));
}

TEST(CutScores, AValueEqualToACutIsInTheBinBelow) {
  const auto result =
      score_metric(amounts({0, 30, 31, 60, 61, 999}), by_cuts({30, 60}), Better::higher);
  EXPECT_EQ(scores(result), (Levels{1, 1, 2, 2, 3, 3}));
  EXPECT_EQ(result.scoring.bins, 3);
  EXPECT_EQ(edges(result), (Texts{"30", "60"}));
}

TEST(CutScores, RecencyReversesTheBins) {
  EXPECT_EQ(scores({0, 30, 31, 60, 61, 999}, by_cuts({30, 60}), Better::lower),
            (Levels{3, 3, 2, 2, 1, 1}));
}

TEST(CutScores, ReportLevelsBeyondTheValues) {
  const auto result = score_metric(amounts({1, 2}), by_cuts({5, 6, 7}), Better::higher);
  EXPECT_EQ(result.missing_levels, (Levels{2, 3, 4}));
}

TEST(Scores, OfNoCustomersAreNone) {
  for (const ScoreMethod method : {ScoreMethod::quantile, ScoreMethod::rank, ScoreMethod::ntile}) {
    const auto result = score_metric({}, by(method, 3), Better::higher);
    EXPECT_TRUE(result.score.empty());
    EXPECT_TRUE(result.edges.empty());
    EXPECT_EQ(result.missing_levels, (Levels{1, 2, 3}));
  }
  EXPECT_EQ(edges(score_metric({}, by_cuts({1, 2}), Better::higher)), (Texts{"1", "2"}));
}

void expect_usage_error(const MetricScoring& scoring, const std::string& message) {
  try {
    (void)score_metric({}, scoring, Better::higher);
    FAIL() << "no error";
  } catch (const UsageError& error) {
    EXPECT_EQ(error.what(), message);
  }
}

TEST(Scores, RefuseBinsOutOfBounds) {
  expect_usage_error(by(ScoreMethod::rank, 1), "a metric is scored in 2 to 100 bins, not 1");
  expect_usage_error(by(ScoreMethod::ntile, 101), "a metric is scored in 2 to 100 bins, not 101");
  expect_usage_error(by_cuts({}), "a metric is scored in 2 to 100 bins, not 1");
  std::vector<int> many(500);
  std::iota(many.begin(), many.end(), 0);
  expect_usage_error(by_cuts(many), "a metric is scored in 2 to 100 bins, not 101");
}

TEST(Scores, RefuseCutsThatDoNotAscend) {
  expect_usage_error(by_cuts({2, 1}), "the cuts of a metric must be in ascending order");
  expect_usage_error(by_cuts({1, 5, 3}), "the cuts of a metric must be in ascending order");
}

// By hand: ranks 1 to 10 in five bins are two each. The values 1 (ranks 1 to 5, the middle one 3)
// go to bin 2, 2 (6 and 7, the later) to 4, 3 to 4, 9 and 10 to 5.
TEST(Scores, FixedCutsKeepEqualValuesTogether) {
  const std::vector<Amount> values = amounts({1, 1, 1, 1, 1, 2, 2, 3, 9, 10});
  for (const ScoreMethod method : {ScoreMethod::rank, ScoreMethod::ntile}) {
    const MetricScores found = score_metric(values, by(method), Better::higher);
    const MetricScoring fixed = with_fixed_cuts(found, values);
    EXPECT_EQ(fixed.cuts, amounts({0, 1, 1, 3}));
    EXPECT_EQ(scores(score_metric(values, fixed, Better::higher)),
              (Levels{2, 2, 2, 2, 2, 4, 4, 4, 5, 5}));
  }
}

TEST(Scores, FixedCutsScoreAsTheCutsThatWereFound) {
  const std::vector<Amount> values = amounts({1, 7, 3, 3, 12, 40, 5, 5, 2, 9, 9, 30});
  MetricScoring left = by(ScoreMethod::quantile);
  left.closed = ClosedSide::left;
  for (const MetricScoring& scoring :
       {by(ScoreMethod::quantile), left, by(ScoreMethod::natural), by_cuts({3, 9})}) {
    for (const Better better : {Better::lower, Better::higher}) {
      const MetricScores found = score_metric(values, scoring, better);
      EXPECT_EQ(scores(score_metric(values, with_fixed_cuts(found, values), better)),
                scores(found));
    }
  }
}

TEST(Scores, MethodsHaveNames) {
  std::string names;
  for (const ScoreMethod method : kScoreMethods) names += std::string(to_string(method)) + ' ';
  EXPECT_EQ(names, "quantile rank ntile natural cuts ");
}

TEST(Scores, CountsAreScoredAsAmountsAre) {
  const IntegerColumn counts = {3, 1, 2, 2, 9, 2, 7, 2, 1, 5, 5};
  std::vector<Amount> values;
  for (const std::int64_t count : counts) values.push_back(Amount::from_integer(count));
  for (const ScoreMethod method :
       {ScoreMethod::quantile, ScoreMethod::rank, ScoreMethod::ntile, ScoreMethod::natural}) {
    for (const Better better : {Better::higher, Better::lower}) {
      const MetricScores of_counts = score_counts(counts, by(method, 4), better);
      const MetricScores of_amounts = score_metric(values, by(method, 4), better);
      EXPECT_EQ(scores(of_counts), scores(of_amounts));
      EXPECT_EQ(edges(of_counts), edges(of_amounts));
    }
  }
}

CustomerTable three_customers() {
  CustomerTable table;
  for (const int i : {1, 2, 3}) {
    Customer customer;
    customer.id = std::to_string(i);
    customer.recency = 10 * i;
    customer.frequency = i;
    customer.monetary = decimal("0.5");
    customer.monetary += Amount::from_integer(i);
    table.add(customer);
  }
  return table;
}

TEST(Scores, OfEveryMetricOfACustomer) {
  const MetricScoring thirds = by(ScoreMethod::ntile, 3);
  const Scores result = score_customers(three_customers(), {thirds, thirds, by_cuts({2})});
  ASSERT_EQ(result.size(), 3U);
  EXPECT_EQ(score_code(result, 0), "311");
  EXPECT_EQ(score_code(result, 1), "222");
  EXPECT_EQ(score_code(result, 2), "132");
}

TEST(Scores, CodeHasDashesWhenTenIsPossible) {
  const Scores result = score_customers(
      three_customers(), {by(ScoreMethod::ntile, 3), by(ScoreMethod::rank, 10), by_cuts({2})});
  EXPECT_EQ(score_code(result, 0), "3-1-1");
  EXPECT_EQ(score_code(result, 2), "1-10-2");
  EXPECT_EQ(score_code({5, 5, 3}, Scoring{}), "553");
}

TEST(Scores, ValuesOfTheMetrics) {
  const CustomerTable table = three_customers();
  EXPECT_EQ(recency_values(table), amounts({10, 20, 30}));
  EXPECT_EQ(frequency_values(table), amounts({1, 2, 3}));
  EXPECT_EQ(monetary_values(table),
            (std::vector<Amount>{decimal("1.5"), decimal("2.5"), decimal("3.5")}));
}

// --- properties ---------------------------------------------------------------------------------

/// Few different values, so that ties are common.
std::vector<int> tied_values() {
  return *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(-9, 10)));
}

int any_bins() {
  return *rc::gen::inRange(2, 12);
}

ScoreMethod any_ordering_method() {
  return *rc::gen::element(ScoreMethod::quantile, ScoreMethod::rank, ScoreMethod::ntile);
}

RC_GTEST_PROP(ScoresProperty, NeverFallAsValuesRise, ()) {
  const std::vector<int> values = tied_values();
  const MetricScoring scoring = by(any_ordering_method(), any_bins());
  const Levels score = scores(values, scoring);
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = 0; j < values.size(); ++j) {
      // Among equal values rank and ntile favour the later customer.
      const bool before = values[i] < values[j] || (values[i] == values[j] && i < j);
      if (before) RC_ASSERT(score[i] <= score[j]);
    }
  }
}

RC_GTEST_PROP(ScoresProperty, EqualValuesHaveEqualQuantileScores, ()) {
  const std::vector<int> values = tied_values();
  const Levels score = scores(values, by(ScoreMethod::quantile, any_bins()));
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (values[i] == values[j]) RC_ASSERT(score[i] == score[j]);
    }
  }
}

RC_GTEST_PROP(ScoresProperty, BinIsOneMoreThanTheEdgesBelow, ()) {
  const std::vector<Amount> values = amounts(tied_values());
  const auto result = score_metric(values, by(ScoreMethod::quantile, any_bins()), Better::higher);
  RC_ASSERT(static_cast<int>(result.edges.size()) == result.scoring.bins - 1);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto below = std::count_if(result.edges.begin(), result.edges.end(),
                                     [&](const Quantile& edge) { return above(values[i], edge); });
    RC_ASSERT(result.score[i] == 1 + below);
  }
}

RC_GTEST_PROP(ScoresProperty, RanksIgnoreHowFarValuesLieApart, ()) {
  const std::vector<int> values = tied_values();
  std::vector<int> cubes;
  for (const int value : values) cubes.push_back(value * value * value + 5 * value - 3);
  const int bins = any_bins();
  for (const ScoreMethod method : {ScoreMethod::rank, ScoreMethod::ntile}) {
    RC_ASSERT(scores(values, by(method, bins)) == scores(cubes, by(method, bins)));
  }
}

RC_GTEST_PROP(ScoresProperty, QuantilesFollowAChangeOfUnit, (std::uint8_t shift)) {
  const std::vector<int> values = tied_values();
  std::vector<int> changed;
  for (const int value : values) changed.push_back(7 * value + shift);
  const MetricScoring scoring = by(ScoreMethod::quantile, any_bins());
  RC_ASSERT(scores(values, scoring) == scores(changed, scoring));
}

RC_GTEST_PROP(ScoresProperty, NtileSizesDifferByAtMostOne, ()) {
  const int bins = any_bins();
  const Levels score = scores(tied_values(), by(ScoreMethod::ntile, bins));
  std::vector<std::ptrdiff_t> sizes;
  for (int bin = 1; bin <= bins; ++bin) {
    sizes.push_back(std::count(score.begin(), score.end(), bin));
  }
  RC_ASSERT(std::is_sorted(sizes.rbegin(), sizes.rend()));  // larger ones first
  RC_ASSERT(sizes.front() - sizes.back() <= 1);
}

RC_GTEST_PROP(ScoresProperty, LowerIsBetterMirrorsTheScores, ()) {
  const std::vector<int> values = tied_values();
  const MetricScoring scoring = by(any_ordering_method(), any_bins());
  const Levels higher = scores(values, scoring, Better::higher);
  const Levels lower = scores(values, scoring, Better::lower);
  for (std::size_t i = 0; i < values.size(); ++i) {
    RC_ASSERT(higher[i] + lower[i] == scoring.bins + 1);
  }
}

RC_GTEST_PROP(ScoresProperty, EveryLevelIsPresentOrReportedMissing, ()) {
  const std::vector<Amount> values = amounts(tied_values());
  const auto result = score_metric(values, by(any_ordering_method(), any_bins()), Better::higher);
  Levels levels = result.missing_levels;
  for (const int score : result.score) levels.push_back(score);
  std::sort(levels.begin(), levels.end());
  levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
  Levels all(static_cast<std::size_t>(result.scoring.bins));
  std::iota(all.begin(), all.end(), 1);
  RC_ASSERT(levels == all);
}

}  // namespace
}  // namespace rfmseg
