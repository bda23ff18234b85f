#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

#include "predict/boosted_trees.hpp"
#include "predict/class_tree.hpp"
#include "predict/measures.hpp"
#include "predict/small_sample.hpp"

namespace rfmseg {
namespace {

Matrix column(const std::vector<double>& values) {
  Matrix x(values.size(), 1);
  x.values = values;
  return x;
}

TEST(ClassTree, PartsClassesWhereTheyChange) {
  const Matrix x = column({1, 2, 3, 10, 11, 12, 20, 21});
  const ClassTree tree = grow_tree(x, {0, 0, 0, 1, 1, 1, 2, 2}, 3, {.depth = 2});
  ASSERT_EQ(tree.nodes.size(), 5U);
  // By hand: parted at 3 the squares over rows are 9/3 + (9 + 4)/5 = 5.6, at 12 (9 + 9)/6 + 4/2
  // = 5.
  EXPECT_EQ(tree.nodes[0].cut, 3);
  const double eleven = 11;
  EXPECT_EQ(tree.leaf_of(&eleven).best(), 1U);
  const double much = 1e9;
  EXPECT_EQ(tree.leaf_of(&much).best(), 2U);
  EXPECT_EQ(tree.leaf_of(&much).rows, (std::vector<double>{0, 0, 2}));
}

TEST(ClassTree, StopsWhereNothingIsGained) {
  EXPECT_EQ(grow_tree(column({5, 5, 5, 5}), {0, 1, 0, 1}, 2, {}).nodes.size(), 1U);
  EXPECT_EQ(grow_tree(column({1, 2, 3, 4}), {1, 1, 1, 1}, 2, {}).nodes.size(), 1U);
  EXPECT_EQ(grow_tree(column({1, 2, 3, 4}), {0, 1, 1, 1}, 2, {.least_leaf = 2}).nodes.size(), 3U);
  EXPECT_EQ(grow_tree(column({1, 2, 3, 4}), {0, 1, 1, 1}, 2, {.least_leaf = 3}).nodes.size(), 1U);
}

TEST(ClassTree, CutsAtTheShortestNumber) {
  EXPECT_EQ(shortest_between(32, 33), 32);
  EXPECT_EQ(shortest_between(2, 47), 10);
  EXPECT_EQ(shortest_between(137.5, 142.25), 140);
  EXPECT_EQ(shortest_between(0.1234, 0.128), 0.124);
  EXPECT_EQ(shortest_between(0, 1), 0);
  EXPECT_EQ(shortest_between(-2.5, -1), -2);
  EXPECT_EQ(shortest_between(-1.5, 1), 0);
  EXPECT_EQ(shortest_between(999, 1001), 1000);
  const double low = 0.1;
  const double high = 0.1 + 1e-16;
  EXPECT_EQ(shortest_between(low, high), low);
}

TEST(Forest, PredictsMeansOfItsLeaves) {
  std::vector<double> values, actual;
  for (int i = 0; i < 200; ++i) {
    values.push_back(i);
    actual.push_back(i < 100 ? 0 : 1);
  }
  const Matrix x = column(values);
  const std::vector<double> predicted =
      fit_forest(x, actual, {.trees = 20, .least_leaf = 5, .column_share = 1}, 1)->predict(x);
  EXPECT_NEAR(predicted[0], 0, 1e-6);
  EXPECT_NEAR(predicted[199], 1, 1e-6);
  EXPECT_GT(predicted[120], 0.9);
}

TEST(Trees, AreTheSameInAnyThread) {
  const test::SmallSample sample;
  const auto forest = [&] {
    return fit_forest(sample.x, sample.amounts, {.least_leaf = 2}, 42)->predict(sample.x);
  };
  const auto boosting = [&] {
    return fit_boosting(sample.x, sample.classes, {.classes = true}, 42)->predict(sample.x);
  };
  const std::vector<double> alone = forest();
  const std::vector<double> boosted = boosting();
  std::vector<std::vector<double>> others(4);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < others.size(); ++i) {
      threads.emplace_back([&, i] { others[i] = i % 2 == 0 ? forest() : boosting(); });
    }
  }
  for (std::size_t i = 0; i < others.size(); ++i) {
    EXPECT_EQ(others[i], i % 2 == 0 ? alone : boosted) << i;
  }
  for (const double one : boosted) {
    EXPECT_GT(one, 0);
    EXPECT_LT(one, 1);
  }
}

}  // namespace
}  // namespace rfmseg
