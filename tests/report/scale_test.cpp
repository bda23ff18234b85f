#include "report/charts/scale.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace rfmseg::charts {
namespace {

using Kind = Scale::Kind;

TEST(Scale, PlacesValuesEvenly) {
  const Scale scale(Kind::linear, 10, 20, 0, 100);
  EXPECT_DOUBLE_EQ(scale(10), 0);
  EXPECT_DOUBLE_EQ(scale(12.5), 25);
  EXPECT_DOUBLE_EQ(scale(20), 100);
}

TEST(Scale, PlacesValuesByTheirLogarithms) {
  const Scale scale(Kind::log, 1, 100, 200, 0);
  EXPECT_DOUBLE_EQ(scale(1), 200);
  EXPECT_DOUBLE_EQ(scale(10), 100);
  EXPECT_DOUBLE_EQ(scale(100), 0);
}

TEST(Scale, OfOneValueHasIt) {
  EXPECT_DOUBLE_EQ(Scale(Kind::linear, 5, 5, 0, 10)(5), 5);
  EXPECT_DOUBLE_EQ(Scale(Kind::log, 5, 5, 0, 10)(5), 5);
}

TEST(Scale, TicksAreRound) {
  EXPECT_EQ(Scale(Kind::linear, 0, 373, 0, 1).ticks(), (std::vector<double>{0, 100, 200, 300}));
  EXPECT_EQ(Scale(Kind::linear, -1, 2, 0, 1).ticks(), (std::vector<double>{-1, 0, 1, 2}));
  EXPECT_EQ(Scale(Kind::log, 3.75, 280206, 0, 1).ticks(),
            (std::vector<double>{10, 100, 1000, 10000, 100000}));
  EXPECT_EQ(Scale(Kind::log, 1, 60, 0, 1).ticks(), (std::vector<double>{1, 2, 5, 10, 20, 50}));
}

TEST(Scale, ZeroIsNoNegativeTick) {
  EXPECT_FALSE(std::signbit(Scale(Kind::linear, 0, 100, 0, 1).ticks().front()));
}

TEST(Scale, TicksOfManyDecadesAreFew) {
  EXPECT_LE(Scale(Kind::log, 1e-6, 1e18, 0, 1).ticks().size(), 7U);
}

TEST(Scale, RoundScaleEndsAtTicks) {
  const Scale scale = round_scale(0, 373, 0, 1);
  EXPECT_EQ(scale.least(), 0);
  EXPECT_EQ(scale.most(), 400);
  EXPECT_EQ(round_scale(0, 0, 0, 1).most(), 1);
}

TEST(Scale, EdgesPartTheAxis) {
  EXPECT_EQ(Scale(Kind::linear, 0, 4, 0, 1).edges(2), (std::vector<double>{0, 2, 4}));
  EXPECT_EQ(Scale(Kind::log, 1, 100, 0, 1).edges(2), (std::vector<double>{1, 10, 100}));
}

TEST(Scale, ShortNumbers) {
  const std::vector<std::pair<double, std::string>> expected = {
      {0, "0"},     {0.5, "0.5"},       {-0.25, "-0.25"}, {12.34, "12.3"}, {999, "999"},
      {1000, "1k"}, {1500, "1.5k"},     {-1500, "-1.5k"}, {20000, "20k"},  {999600, "1M"},
      {1e6, "1M"},  {8911407, "8.91M"}, {1e9, "1bn"},     {-0.001, "0"}};
  for (const auto& [value, text] : expected) EXPECT_EQ(short_number(value), text) << value;
}

TEST(Scale, ShortNumbersTellTicksApart) {
  EXPECT_EQ(short_number(0.385, 0.005), "0.385");
  EXPECT_EQ(short_number(0.39, 0.005), "0.39");
  EXPECT_EQ(short_number(1235, 5), "1.235k");
  EXPECT_EQ(short_number(99.95, 0.05), "99.95");
  EXPECT_EQ(short_number(0.001, 0.009), "0.001");
  EXPECT_EQ(short_number(1500, 500), "1.5k");
}

}  // namespace
}  // namespace rfmseg::charts
