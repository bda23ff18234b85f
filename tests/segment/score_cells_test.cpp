#include "segment/score_cells.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace rfmseg {
namespace {

Scoring bins(int recency, int frequency, int monetary) {
  Scoring scoring;
  scoring.recency.bins = recency;
  scoring.frequency.bins = frequency;
  scoring.monetary.bins = monetary;
  return scoring;
}

SegmentRule rule(ScoreRange recency, ScoreRange frequency, ScoreRange monetary) {
  return {"", recency, frequency, monetary, "", ""};
}

TEST(ScoreCells, TheFirstRuleWins) {
  const std::vector<SegmentRule> rules = {rule({2, 2}, {1, 3}, {1, 2}),
                                          rule({1, 2}, {3, 3}, {1, 2})};
  const ScoreCells cells(rules, bins(2, 3, 2));
  EXPECT_EQ(cells.cells().size(), 12U);
  EXPECT_EQ(cells.segment(2, 3, 1), 0);
  EXPECT_EQ(cells.segment(1, 3, 2), 1);
  EXPECT_EQ(cells.segment(1, 1, 1), 2);  // none
}

TEST(ScoreCells, CutRangesToTheBins) {
  const std::vector<SegmentRule> rules = {
      rule({-3, 99}, {2, 2}, {0, 9}), rule({1, 0}, {1, 2}, {1, 2}), rule({1, 2}, {1, 2}, {2, 1})};
  const ScoreCells cells(rules, bins(2, 2, 2));
  for (const int score : {1, 2}) {
    EXPECT_EQ(cells.segment(score, 2, score), 0);
    EXPECT_EQ(cells.segment(score, 1, score), 3);
  }
}

RC_GTEST_PROP(ScoreCellsProperty, AreTheFirstRuleThatContainsTheScores, ()) {
  const auto bin_count = rc::gen::inRange(2, 6);
  const Scoring scoring = bins(*bin_count, *bin_count, *bin_count);
  const auto range = rc::gen::construct<ScoreRange>(rc::gen::inRange(1, 6), rc::gen::inRange(1, 6));
  std::vector<SegmentRule> rules(*rc::gen::inRange<std::size_t>(0, 12));
  for (SegmentRule& r : rules) {
    r = rule(*range, *range, *range);
    if (*rc::gen::inRange(0, 3) == 0) r.twice_fm_mean = *range;
    if (*rc::gen::inRange(0, 3) == 0) r.total = *range;
    if (*rc::gen::inRange(0, 3) == 0) r.codes = {{1, 2, 2}, {2, 1, 2}};
  }

  const ScoreCells cells(rules, scoring);
  for (int r = 1; r <= scoring.recency.bins; ++r) {
    for (int f = 1; f <= scoring.frequency.bins; ++f) {
      for (int m = 1; m <= scoring.monetary.bins; ++m) {
        std::size_t first = 0;
        while (first < rules.size() && !rules[first].contains({r, f, m})) ++first;
        RC_ASSERT(cells.segment(r, f, m) == first);
      }
    }
  }
}

}  // namespace
}  // namespace rfmseg
