#include "plural.hpp"

#include <gtest/gtest.h>

namespace rfmseg {
namespace {

TEST(Plural, FollowsTheEndOfTheNoun) {
  EXPECT_EQ(plural(1, "row"), "1 row");
  EXPECT_EQ(plural(0, "row"), "0 rows");
  EXPECT_EQ(plural(2, "address"), "2 addresses");
  EXPECT_EQ(plural(1, "address"), "1 address");
  EXPECT_EQ(plural(3, "batch"), "3 batches");
  EXPECT_EQ(plural(3, "box"), "3 boxes");
  EXPECT_EQ(plural(2, "country"), "2 countries");
  EXPECT_EQ(plural(2, "day"), "2 days");
  EXPECT_EQ(plural(2, "repeat purchase"), "2 repeat purchases");
}

}  // namespace
}  // namespace rfmseg
