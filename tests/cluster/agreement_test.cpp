#include "rfmseg/cluster/agreement.hpp"

#include <gtest/gtest.h>

namespace rfmseg {
namespace {

using Labels = std::vector<std::int32_t>;

double rand_index(const Labels& a, const Labels& b) {
  return adjusted_rand_index(contingency(a, b));
}
double information(const Labels& a, const Labels& b) {
  return normalised_mutual_information(contingency(a, b));
}

TEST(Agreement, TheSameGroupingIsOneWhateverTheNames) {
  EXPECT_EQ(rand_index({0, 0, 1, 1, 2}, {2, 2, 0, 0, 1}), 1);
  EXPECT_NEAR(information({0, 0, 1, 1, 2}, {2, 2, 0, 0, 1}), 1, 1e-15);
  EXPECT_EQ(rand_index({0, 0, 0}, {0, 0, 0}), 1);
  EXPECT_EQ(information({0, 0, 0}, {0, 0, 0}), 1);
}

TEST(Agreement, EqualsScikitLearn) {
  // sklearn.metrics.adjusted_rand_score and normalized_mutual_info_score of 1.9.1.
  EXPECT_NEAR(rand_index({0, 0, 1, 2}, {0, 0, 1, 1}), 0.571428571428571, 1e-14);
  EXPECT_NEAR(information({0, 0, 1, 2}, {0, 0, 1, 1}), 0.8, 1e-14);
  EXPECT_NEAR(rand_index({0, 0, 1, 1}, {0, 1, 0, 1}), -0.5, 1e-14);
  EXPECT_NEAR(information({0, 0, 1, 1}, {0, 1, 0, 1}), 0, 1e-14);
}

TEST(Agreement, AGroupIsSplitWhereAQuarterOrMoreLiesInEachOfSeveral) {
  const Contingency counts = {{10, 30, 0}, {1, 2, 97}, {25, 25, 50}, {24, 76, 0}};
  const auto splits = split_groups(counts);
  ASSERT_EQ(splits.size(), 2U);
  EXPECT_EQ(splits[0].group, 0U);
  EXPECT_EQ(splits[0].parts, (std::vector<std::size_t>{1, 0}));
  EXPECT_EQ(splits[1].group, 2U);
  EXPECT_EQ(splits[1].parts, (std::vector<std::size_t>{2, 0, 1}));
}

TEST(Agreement, GroupsAreJoinedWhereMoreThanHalfOfEachLies) {
  // Of the second exactly half lies in the first column: it is not joined there.
  const auto joins = joined_groups({{9, 1, 0}, {5, 5, 0}, {0, 1, 9}, {6, 5, 0}});
  ASSERT_EQ(joins.size(), 1U);
  EXPECT_EQ(joins[0].in, 0U);
  EXPECT_EQ(joins[0].groups, (std::vector<std::size_t>{0, 3}));
  EXPECT_TRUE(joined_groups({}).empty());
}

}  // namespace
}  // namespace rfmseg
