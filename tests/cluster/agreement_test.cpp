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

}  // namespace
}  // namespace rfmseg
