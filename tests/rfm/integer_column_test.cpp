#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <random>

#include "rfmseg/rfm/columns.hpp"

namespace rfmseg {
namespace {

using Values = std::vector<std::int64_t>;

Values values(const IntegerColumn& column) {
  return {column.begin(), column.end()};
}

IntegerColumn column_of(const Values& values) {
  IntegerColumn column;
  for (const std::int64_t value : values) column.push_back(value);
  return column;
}

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

TEST(IntegerColumn, KeepsValuesThatNeedMoreBytesThanThoseBefore) {
  const Values widening = {0,           1,       -1,         32'767,     -32'768,
                           32'768,      -32'769, 2147483647, 2147483648, -2147483648,
                           -2147483649, kMost,   kLeast};
  for (std::size_t count = 0; count <= widening.size(); ++count) {
    const Values first(widening.begin(), widening.begin() + static_cast<std::ptrdiff_t>(count));
    EXPECT_EQ(values(column_of(first)), first);
  }
}

TEST(IntegerColumn, AppendsColumnsOfAnyWidth) {
  const std::vector<Values> parts = {{}, {1, -2}, {70'000}, {kMost, kLeast}, {-3}};
  for (const Values& first : parts) {
    for (const Values& second : parts) {
      IntegerColumn column = column_of(first);
      column.append(column_of(second));
      Values expected = first;
      expected.insert(expected.end(), second.begin(), second.end());
      EXPECT_EQ(values(column), expected);
    }
  }
}

TEST(IntegerColumn, ChangesOneValue) {
  IntegerColumn column = {1, 2, 3};
  column.set(1, -7);
  EXPECT_EQ(values(column), (Values{1, -7, 3}));
  column.set(0, 70'000);
  column.set(2, kLeast);
  EXPECT_EQ(values(column), (Values{70'000, -7, kLeast}));
}

TEST(IntegerColumn, EqualsOneOfTheSameValuesHoweverWide) {
  IntegerColumn wide = {kMost, 2};
  wide.set(0, 1);
  EXPECT_EQ(wide, (IntegerColumn{1, 2}));
  EXPECT_NE(wide, (IntegerColumn{1, 3}));
  EXPECT_NE(wide, (IntegerColumn{1, 2, 2}));
}

TEST(IntegerColumn, MultipliesBeyondItsBytes) {
  IntegerColumn column = {3, -32'768, 32'767};
  column.multiply(1);
  EXPECT_EQ(values(column), (Values{3, -32'768, 32'767}));
  column.multiply(100'000'000'000);
  EXPECT_EQ(values(column),
            (Values{300'000'000'000, -3'276'800'000'000'000, 3'276'700'000'000'000}));
}

TEST(IntegerColumn, IsEmptyAgainAndKeepsWhatItIsGivenRoomFor) {
  IntegerColumn column = {kMost};
  column.clear();
  EXPECT_TRUE(column.empty());
  column.reserve(10);
  column.push_back(5);
  EXPECT_EQ(values(column), (Values{5}));
}

TEST(IntegerColumn, SortsManyAsVectorsDo) {
  std::mt19937_64 engine(5);
  for (const unsigned bits : {10U, 16U, 31U, 32U, 50U, 64U}) {
    Values expected;
    for (int i = 0; i < 30'000; ++i) {
      expected.push_back(static_cast<std::int64_t>(engine()) >> (64 - bits));
    }
    IntegerColumn column = column_of(expected);
    std::ranges::sort(expected);
    column.sort();
    EXPECT_EQ(values(column), expected) << bits << " bits";
  }
}

RC_GTEST_PROP(IntegerColumnProperty, SortsAsVectorsDo, ()) {
  const auto width = *rc::gen::element<std::int64_t>(100, 40'000, 5'000'000'000);
  Values expected = *rc::gen::container<Values>(rc::gen::inRange<std::int64_t>(-width, width));
  IntegerColumn column = column_of(expected);
  std::ranges::sort(expected);
  column.sort();
  RC_ASSERT(values(column) == expected);
}

}  // namespace
}  // namespace rfmseg
