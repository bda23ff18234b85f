#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

#include "rfm/quantiles.hpp"
#include "rfmseg/error.hpp"
#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::decimal;

std::vector<Amount> amounts(std::initializer_list<std::int64_t> values) {
  std::vector<Amount> result;
  for (const std::int64_t value : values) result.push_back(Amount::from_integer(value));
  return result;
}

// R: quantile(c(1, 2, 3, 4, 10), 0.3, type = 7) is 2.2.
TEST(Quantile, InterpolatesAsR) {
  const Quantile q = quantile(amounts({1, 2, 3, 4, 10}), 3, 10);
  EXPECT_EQ(q, Quantile::from(decimal("2.2")));
  EXPECT_EQ(q.to_amount(), decimal("2.2"));
  EXPECT_DOUBLE_EQ(q.to_double(), 2.2);
}

TEST(Quantile, OfRanksIsThatOfWholeNumbers) {
  std::vector<Amount> values;
  for (std::int64_t rank = 1; rank <= 7; ++rank) {
    values.push_back(Amount::from_integer(rank));
    for (int part = 0; part <= 5; ++part) {
      EXPECT_EQ(quantile_of_ranks(values.size(), part, 5), quantile(values, part, 5));
    }
  }
}

// R: quantile(1:10) is 1.00 3.25 5.50 7.75 10.00.
TEST(Quantile, FiveNumbersAsR) {
  const FiveNumbers five = five_numbers(IntegerColumn{3, 1, 2, 10, 4, 5, 6, 9, 8, 7});
  EXPECT_EQ(five.minimum, Quantile::from(decimal("1")));
  EXPECT_EQ(five.lower_quartile, Quantile::from(decimal("3.25")));
  EXPECT_EQ(five.median, Quantile::from(decimal("5.5")));
  EXPECT_EQ(five.upper_quartile, Quantile::from(decimal("7.75")));
  EXPECT_EQ(five.maximum, Quantile::from(decimal("10")));
}

// The example of NumPy's documentation: the median of 10, 7, 4, 3, 2, 1 is 3.5.
TEST(Quantile, MedianAsNumPy) {
  EXPECT_EQ(quantile(amounts({1, 2, 3, 4, 7, 10}), 1, 2), Quantile::from(decimal("3.5")));
  EXPECT_EQ(median(IntegerColumn{10, 7, 4, 3, 2, 1}), Quantile::from(decimal("3.5")));
  const AmountColumn tenths = {decimal("1"),   decimal("0.7"), decimal("0.4"),
                               decimal("0.3"), decimal("0.2"), decimal("0.1")};
  EXPECT_EQ(median(tenths), Quantile::from(decimal("0.35")));
  EXPECT_EQ(five_numbers(tenths).upper_quartile, Quantile::from(decimal("0.625")));
}

TEST(Quantile, OfOneValueIsThatValue) {
  for (int part = 0; part <= 5; ++part) {
    EXPECT_EQ(quantile(amounts({-7}), part, 5), Quantile::from(decimal("-7")));
  }
}

TEST(Quantile, ComparesExactlyWhereDoublesAreEqual) {
  // The third of the way from 0 to 1 is above 0.333333333333333333 and below ...334.
  const Quantile third = quantile(amounts({0, 1}), 1, 3);
  EXPECT_FALSE(above(decimal("0.333333333333333333"), third));
  EXPECT_TRUE(above(decimal("0.333333333333333334"), third));
  EXPECT_EQ(third.floor(), decimal("0.333333333333333333"));
  EXPECT_EQ(third.to_amount(), decimal("0.333333333333333333"));
}

TEST(Quantile, FloorAndNearestOfNegativeFractions) {
  const Quantile minus_two_thirds = quantile(amounts({-1, 0}), 1, 3);
  EXPECT_EQ(minus_two_thirds.floor(), decimal("-0.666666666666666667"));
  EXPECT_EQ(minus_two_thirds.to_amount(), decimal("-0.666666666666666667"));
  EXPECT_FALSE(above(decimal("-0.666666666666666667"), minus_two_thirds));
  EXPECT_TRUE(above(decimal("-0.666666666666666666"), minus_two_thirds));
  EXPECT_EQ((Quantile{-1, 2}).to_amount(), Amount::from_units(-1));
  EXPECT_EQ((Quantile{1, 2}).to_amount(), Amount::from_units(1));
}

TEST(Quantile, EqualityIgnoresTheDenominator) {
  EXPECT_EQ((Quantile{2, 4}), (Quantile{1, 2}));
  EXPECT_NE((Quantile{2, 3}), (Quantile{3, 4}));
  EXPECT_LT((Quantile{2, 3}), (Quantile{3, 4}));
  EXPECT_GT((Quantile{-2, 3}), (Quantile{-3, 4}));
}

TEST(Quantile, LargestValuesDoNotOverflow) {
  const auto values = amounts({-kLargestQuantileValue, kLargestQuantileValue});
  const Quantile q = quantile(values, 99, 100);
  EXPECT_EQ(q, Quantile::from(decimal("980000000000000000")));
  EXPECT_TRUE(above(values[1], q));
  EXPECT_LT(quantile(values, 1, 100), q);
}

TEST(Quantile, RefusesValuesTooLargeToInterpolate) {
  auto values = amounts({0, kLargestQuantileValue});
  values[1] += decimal("0.5");
  try {
    (void)quantile(values, 1, 2);
    FAIL() << "no error";
  } catch (const DataError& error) {
    EXPECT_STREQ(
        error.what(),
        "the value 1000000000000000000.5 is too large for quantiles (is the wrong column used?)");
  }
}

RC_GTEST_PROP(QuantileProperty, LiesBetweenItsNeighbours, (std::vector<std::int32_t> values)) {
  RC_PRE(!values.empty());
  std::sort(values.begin(), values.end());
  std::vector<Amount> sorted;
  for (const std::int32_t value : values) sorted.push_back(Amount::from_integer(value));
  const int parts = *rc::gen::inRange(1, 101);
  const int part = *rc::gen::inRange(0, parts + 1);
  const Quantile q = quantile(sorted, part, parts);

  const double h = static_cast<double>(values.size() - 1) * part / parts;
  const auto low = static_cast<std::size_t>(h);
  const double next = values[std::min(low + 1, values.size() - 1)];
  const double expected = values[low] + (h - static_cast<double>(low)) * (next - values[low]);
  RC_ASSERT(std::abs(q.to_double() - expected) <= 1e-4);

  // As many values are not above it as lie at or before its position, but for ties.
  const auto not_above =
      std::count_if(sorted.begin(), sorted.end(), [&](Amount value) { return !above(value, q); });
  RC_ASSERT(not_above * parts >=
            static_cast<std::ptrdiff_t>(values.size() - 1) * part / parts * parts);
}

RC_GTEST_PROP(QuantileProperty, OrderIsThatOfCrossMultiplication, ()) {
  const auto number = rc::gen::inRange<std::int64_t>(-50, 50);
  const auto denominator = rc::gen::inRange<std::int64_t>(1, 13);
  const Quantile a{*number, *denominator};
  const Quantile b{*number, *denominator};
  RC_ASSERT((a <=> b) == (a.numerator * b.denominator <=> b.numerator * a.denominator));
  RC_ASSERT((a == b) == (a.numerator * b.denominator == b.numerator * a.denominator));
  RC_ASSERT(above(Amount::from_units(b.numerator), a) ==
            (b.numerator * a.denominator > a.numerator));
}

}  // namespace
}  // namespace rfmseg
