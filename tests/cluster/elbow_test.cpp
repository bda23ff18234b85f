#include "cluster/elbow.hpp"

#include <gtest/gtest.h>

namespace rfmseg {
namespace {

std::optional<std::size_t> elbow_of(const std::vector<double>& curve) {
  return elbow(curve);
}

TEST(Elbow, IsWhereAFallingCurveBends) {
  EXPECT_EQ(elbow_of({100, 10, 9, 8, 7, 6}), 1U);
  EXPECT_EQ(elbow_of({100, 80, 60, 5, 4, 3, 2, 1, 0}), 3U);
}

TEST(Elbow, HandCalculatedOnOnlineRetail) {
  // The reference inertias of k = 2..10. In the unit square the curve has fallen by 0, 0.361,
  // 0.568, 0.715, 0.810, ...: ahead of the straight line most at k = 5, by 0.340, and less than
  // 0.340 - 0.125 ahead at k = 8.
  EXPECT_EQ(
      elbow_of({6474.13, 4856.32, 3924.38, 3268.00, 2840.13, 2532.99, 2325.50, 2144.74, 1988.66}),
      3U);
}

TEST(Elbow, ABendThatDoesNotStandOutIsNone) {
  EXPECT_EQ(elbow_of({10, 8, 6, 4, 2, 0}), std::nullopt);    // a straight line
  EXPECT_EQ(elbow_of({10, 9.9, 9, 7, 4, 0}), std::nullopt);  // bends the other way
  EXPECT_EQ(elbow_of({5, 5, 5}), std::nullopt);              // does not fall
  EXPECT_EQ(elbow_of({0, 0, 0, 0}), std::nullopt);           // nor does this
  EXPECT_EQ(elbow_of({9, 1}), std::nullopt);                 // has no inside
  EXPECT_EQ(elbow_of({}), std::nullopt);
}

}  // namespace
}  // namespace rfmseg
