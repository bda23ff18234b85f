#include "cluster/feature_matrix.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "cluster/feature_rows.hpp"

namespace rfmseg {
namespace {

/// The bits, which tell -0 from 0 and one NaN from itself not.
std::vector<std::uint64_t> bits(const auto& values) {
  std::vector<std::uint64_t> bits;
  for (const double value : values) bits.push_back(std::bit_cast<std::uint64_t>(value));
  return bits;
}

TEST(FeatureColumn, KeepsItsValuesWhenItIsCompact) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> few;
  for (int i = 0; i < 1000; ++i) few.push_back(i % 3 == 0 ? -0.0 : i % 3 == 1 ? 0.0 : kNan);
  EXPECT_EQ(bits(FeatureColumn::compact(few)), bits(few));
  // More values than two bytes number, each eight times and more.
  std::vector<double> many;
  for (std::size_t i = 0; i < 400'000; ++i)
    many.push_back(std::sqrt(static_cast<double>(i % 40'000)));
  EXPECT_EQ(bits(FeatureColumn::compact(many)), bits(many));
  // Too many for it to be worth while.
  std::vector<double> all;
  for (int i = 0; i < 1000; ++i) all.push_back(i / 2);
  EXPECT_EQ(bits(FeatureColumn::compact(all)), bits(all));
  EXPECT_EQ(FeatureColumn::compact({}).size(), 0U);
}

TEST(FeatureMatrix, HasARowForEachPoint) {
  const FeatureMatrix matrix = test::feature_rows({{1, 2}, {3, 4}, {5, 6}});
  EXPECT_EQ(matrix.rows(), 3U);
  EXPECT_EQ(matrix.columns(), 2U);
  EXPECT_EQ(matrix(2, 1), 6);
  EXPECT_EQ(test::rows_in(matrix), (std::vector<std::vector<double>>{{1, 2}, {3, 4}, {5, 6}}));
  EXPECT_EQ(FeatureMatrix().rows(), 0U);
}

}  // namespace
}  // namespace rfmseg
