#include "report/figures/bins.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <vector>

namespace rfmseg::figures {
namespace {

using Kind = charts::Scale::Kind;

std::vector<Amount> amounts(const std::vector<std::int64_t>& values) {
  std::vector<Amount> amounts;
  for (const std::int64_t value : values) amounts.push_back(Amount::from({value, 0}));
  return amounts;
}

TEST(Bins, OfFewWholeNumbersAreTheNumbers) {
  const Bins bins = make_bins(amounts({3, 1, 2}), 30, true, Kind::linear);
  EXPECT_EQ(bins.kind, Kind::linear);
  EXPECT_EQ(bins.edges, (std::vector<double>{1, 2, 3, 4}));
}

TEST(Bins, OfManyWholeNumbersAreAsWideAsEachOther) {
  const Bins bins = make_bins(amounts({0, 99}), 10, true, Kind::log);
  EXPECT_EQ(bins.size(), 10U);
  EXPECT_EQ(bins.edges.front(), 0);
  EXPECT_EQ(bins.edges.back(), 100);
}

TEST(Bins, AreLogarithmicWhereAllValuesAllowIt) {
  const Bins bins = make_bins(amounts({1, 1000}), 30, true, Kind::log);
  EXPECT_EQ(bins.kind, Kind::log);
  EXPECT_EQ(bins.edges[0], 1);
  EXPECT_EQ(bins.edges[1], 2);
  EXPECT_GT(bins.edges.back(), 1000);
  EXPECT_LE(bins.size(), 31U);
}

TEST(Bins, HoldEveryValue) {
  for (const std::vector<std::int64_t>& values :
       {std::vector<std::int64_t>{5}, {-7, 0, 12}, {0, 1'000'000}, {1, 2, 3, 50'000}, {7, 7, 7}}) {
    for (const bool whole_numbers : {false, true}) {
      const std::vector<Amount> of = amounts(values);
      const Bins bins = make_bins(of, 30, whole_numbers, Kind::log);
      ASSERT_GE(bins.size(), 1U);
      for (std::size_t i = 1; i < bins.edges.size(); ++i) {
        ASSERT_LT(bins.edges[i - 1], bins.edges[i] + (whole_numbers ? 0 : 1e-9));
      }
      for (const Amount value : of) {
        const std::size_t bin = bins.index_of(value.to_double());
        ASSERT_LT(bin, bins.size());
        EXPECT_LE(bins.edges[bin], value.to_double());
        EXPECT_GE(bins.edges[bin + 1], value.to_double());
      }
    }
  }
}

// From 2^53 on adding 1 gives the same number again: the edges once had no end.
TEST(Bins, OfNumbersBeyondTheOddOnesEnd) {
  constexpr std::int64_t kLargest = std::int64_t{1} << 53;
  for (const Kind kind : {Kind::linear, Kind::log}) {
    const Bins bins = make_bins(amounts({kLargest, kLargest + 2, kLargest + 4}), 30, true, kind);
    EXPECT_LE(bins.size(), 31U);
    EXPECT_GT(bins.edges.back(), static_cast<double>(kLargest + 4));
    EXPECT_TRUE(std::ranges::is_sorted(bins.edges, std::less_equal{}));
  }
}

TEST(Bins, CountWhatIsOnAnEdgeInTheBinThatBeginsThere) {
  const Bins bins{Kind::linear, {0, 10, 20}};
  EXPECT_EQ(count_in(bins, amounts({0, 9, 10, 20})), (std::vector<std::int64_t>{2, 2}));
}

}  // namespace
}  // namespace rfmseg::figures
