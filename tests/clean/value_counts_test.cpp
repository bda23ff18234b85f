#include "rfmseg/clean/value_counts.hpp"

#include <gtest/gtest.h>

namespace rfmseg {
namespace {

TEST(ValueCounts, AddUpRowsByValue) {
  ValueCounts counts;
  counts.add("paid", {2, Amount::from_integer(5)});
  counts.add("open", {1, Amount::from_integer(1)});
  ValueCounts more;
  more.add("paid", {1, Amount::from_integer(3)});
  more.add("", {1, {}});
  counts.merge(more);
  EXPECT_EQ(counts.values(), (ValueCounts::Values{{"", {1, {}}},
                                                  {"open", {1, Amount::from_integer(1)}},
                                                  {"paid", {3, Amount::from_integer(8)}}}));
}

TEST(ValueCounts, FiftyValuesAreNotTooMany) {
  ValueCounts counts;
  for (std::size_t i = 0; i < ValueCounts::kMost; ++i) counts.add(std::to_string(i), {1, {}});
  EXPECT_FALSE(counts.too_many());
  EXPECT_EQ(counts.values().size(), ValueCounts::kMost);
  ValueCounts other;
  other.add("another", {1, {}});
  counts.merge(other);
  EXPECT_TRUE(counts.too_many());
}

}  // namespace
}  // namespace rfmseg
