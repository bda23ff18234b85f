#include "cluster/sample.hpp"

#include <gtest/gtest.h>

namespace rfmseg {
namespace {

TEST(Sample, TakesAllWhereThereAreNoMore) {
  Random random(1, 1);
  EXPECT_EQ(sample(3, 3, random), (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(sample(3, 9, random), (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_TRUE(sample(0, 2, random).empty());
}

TEST(Sample, IsEven) {
  // Each of ten things is in three tenths of the samples: 3,000 of 10,000, with a standard
  // deviation of 46.
  std::vector<int> taken(10);
  for (std::uint64_t seed = 0; seed < 10'000; ++seed) {
    Random random(seed, 0);
    const std::vector<std::size_t> chosen = sample(10, 3, random);
    ASSERT_EQ(chosen.size(), 3U);
    for (const std::size_t i : chosen) ++taken[i];
  }
  for (const int times : taken) EXPECT_NEAR(times, 3000, 5 * 46);
}

}  // namespace
}  // namespace rfmseg
