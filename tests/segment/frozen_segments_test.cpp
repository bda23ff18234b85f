#include "rfmseg/segment/frozen_segments.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "cluster/customers.hpp"
#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

FrozenSegments frozen() {
  return freeze_segments(
      test::customers({{10, 1, "10"}, {20, 2, "20"}, {30, 3, "30"}, {40, 4, "40"}}),
      load_scheme("classic").scoring, scheme_text("classic"));
}

TEST(FrozenSegments, OthersAreScoredByTheCutsThatWereFound) {
  const Scheme scheme = frozen_scheme(frozen(), "model");
  // Type-7 quintiles of 10, 20, 30, 40: 16, 22, 28 and 34.
  const auto others = test::customers({{16, 9, "16"}, {17, 9, "35"}});
  const Segmentation segmentation = segment_customers(others, scheme);
  EXPECT_EQ(segmentation.scores.recency.score, (std::vector<std::uint8_t>{5, 4}));
  EXPECT_EQ(segmentation.scores.monetary.score, (std::vector<std::uint8_t>{1, 5}));
  EXPECT_EQ(segmentation.scores.frequency.score, (std::vector<std::uint8_t>{5, 5}));
  EXPECT_EQ(segmentation.rule(segmentation.segment[0]).name, "Champions");
}

// By hand: shares of 0.5 and 0.5 become 0.75 and 0.25, which makes 0.25 ln 1.5 + 0.25 ln 2.
TEST(FrozenSegments, TheStabilityIndexByHand) {
  FrozenSegments model;
  model.recency = {{Amount::from_integer(5)}, {0.5, 0.5}};
  model.frequency = model.monetary = {{Amount::from_integer(5)}, {0.25, 0.75}};
  Scores scores;
  scores.recency.scoring.bins = scores.frequency.scoring.bins = scores.monetary.scoring.bins = 2;
  scores.recency.score = {1, 1, 1, 2};
  scores.frequency.score = {1, 2, 2, 2};
  scores.monetary.score = {2, 2, 2, 2};
  const Drift drift = population_stability(scores, model);
  EXPECT_NEAR(drift.recency, 0.25 * std::log(1.5) + 0.25 * std::log(2), 1e-12);
  EXPECT_NEAR(drift.frequency, 0, 1e-12);
  // No share counts as 0.0001: finite.
  EXPECT_NEAR(drift.monetary, (1e-4 - 0.25) * std::log(1e-4 / 0.25) + 0.25 * std::log(1 / 0.75),
              1e-12);
}

TEST(FrozenSegments, CutsThatCannotBeAreRefused) {
  FrozenSegments falling = frozen();
  std::swap(falling.monetary.cuts[0], falling.monetary.cuts[3]);
  EXPECT_EQ(test::thrown<UsageError>([&] { (void)frozen_scheme(falling, "m.json"); }),
            "m.json: the cuts of monetary are not in ascending order");
  FrozenSegments many = frozen();
  many.recency.cuts.resize(9, Amount::from_integer(1000));
  EXPECT_EQ(test::thrown<UsageError>([&] { (void)frozen_scheme(many, "m.json"); }),
            "m.json: 9 cuts of recency do not match the 5 scores of the scheme");
}

}  // namespace
}  // namespace rfmseg
