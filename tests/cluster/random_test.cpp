#include "random.hpp"

#include <gtest/gtest.h>

#include <set>

namespace rfmseg {
namespace {

TEST(Random, IsTheSameOnEveryMachine) {
  Random random(42, 0);
  EXPECT_EQ(random.unit(), 0x1.7185a0e03fbfbp-1);
  EXPECT_EQ(random.unit(), 0x1.5216f98c54222p-1);
}

TEST(Random, UnitLiesInZeroToOne) {
  Random random(1, 2);
  double sum = 0;
  for (int i = 0; i < 10'000; ++i) {
    const double number = random.unit();
    ASSERT_GE(number, 0);
    ASSERT_LT(number, 1);
    sum += number;
  }
  EXPECT_NEAR(sum / 10'000, 0.5, 0.01);
}

TEST(Random, BelowReachesEveryNumberAndNoOther) {
  Random random(1, 2);
  std::set<std::size_t> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(random.below(7));
  EXPECT_EQ(seen, (std::set<std::size_t>{0, 1, 2, 3, 4, 5, 6}));
}

TEST(Random, StreamsOfNearSeedsDiffer) {
  std::set<double> first;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    for (std::uint64_t stream = 0; stream < 10; ++stream) first.insert(Random(seed, stream).unit());
  }
  EXPECT_EQ(first.size(), 100U);
}

}  // namespace
}  // namespace rfmseg
