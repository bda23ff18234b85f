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

// The lead over a straight fall is 0, 0.3, 0.25, 0.35, 0.16, 0; a step is 0.2. After the first
// maximum it falls by 0.05 only, after the second below 0.35 - 0.2.
TEST(Elbow, IsAMaximumThatTheLeadFallsBelowByAStep) {
  EXPECT_EQ(elbow_of({100, 50, 35, 5, 4, 0}), 3U);
}

// The lead is 0, 0.05, -0.1, -0.05, 0.1, 0. At its minimum it has not fallen by a step, 0.2; from
// there on it is enough that the lead is below 0 (Kneedle, Satopaa et al. 2011).
TEST(Elbow, AfterAMinimumTheLeadHasToStayAboveZero) {
  EXPECT_EQ(elbow_of({100, 75, 70, 45, 10, 0}), 1U);
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
