#include "rfm/crowd.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "rfm/scoring.hpp"

namespace rfmseg {
namespace {

using Values = std::vector<std::int64_t>;

TEST(Crowd, IsMoreThanSixtyPercent) {
  EXPECT_FALSE(find_crowd(Values{1, 1, 1, 2, 3}));
  const auto crowd = find_crowd(Values{2, 1, 3, 1, 1, 4, 1, 1, 1, 1});
  ASSERT_TRUE(crowd);
  EXPECT_EQ(crowd->value, 1);
  EXPECT_EQ(crowd->customers, 7U);
}

TEST(Crowd, IsFoundInAnyOrder) {
  for (const Values& values :
       {Values{1, 2, 3, 3, 3, 3}, Values{3, 3, 3, 3, 1, 2}, Values{3, 1, 3, 2, 3, 3}}) {
    const auto crowd = find_crowd(values);
    ASSERT_TRUE(crowd);
    EXPECT_EQ(crowd->value, 3);
  }
}

TEST(Crowd, OfNobodyIsNone) {
  EXPECT_FALSE(find_crowd(Values{}));
}

// Seven of ten have ordered once: ranks give them the scores 1 to 4, quantiles one score.
TEST(Crowd, IsScoredByQuantileIfTheSchemeKeepsItTogether) {
  const IntegerColumn orders{1, 1, 1, 1, 1, 1, 1, 2, 3, 4};
  MetricScoring scoring{.method = ScoreMethod::rank};
  const MetricScores split = score_counts(orders, scoring, Better::higher);
  EXPECT_EQ(split.scoring.method, ScoreMethod::rank);
  EXPECT_EQ(split.score, (std::vector<std::uint8_t>{1, 1, 2, 2, 3, 3, 4, 4, 5, 5}));

  scoring.keep_crowd = true;
  const MetricScores together = score_counts(orders, scoring, Better::higher);
  EXPECT_EQ(together.scoring.method, ScoreMethod::quantile);
  // The quantiles at 0.2, 0.4, 0.6 and 0.8 are 1, 1, 1 and 2.2.
  EXPECT_EQ(together.score, (std::vector<std::uint8_t>{1, 1, 1, 1, 1, 1, 1, 4, 5, 5}));
}

TEST(Crowd, OfSixInTenIsRanked) {
  const IntegerColumn orders{1, 1, 1, 1, 1, 1, 2, 3, 4, 5};
  const MetricScoring scoring{.method = ScoreMethod::rank, .keep_crowd = true};
  const MetricScores scores = score_counts(orders, scoring, Better::higher);
  EXPECT_EQ(scores.scoring.method, ScoreMethod::rank);
  EXPECT_EQ(scores.score, (std::vector<std::uint8_t>{1, 1, 2, 2, 3, 3, 4, 4, 5, 5}));
}

}  // namespace
}  // namespace rfmseg
