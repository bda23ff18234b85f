#include "rfmseg/predict/contest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

#include "predict/random_shop.hpp"
#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::random_shop;
using test::Shop;
using test::thrown;

const ModelTrial& model(const Contest& contest, const std::string& name) {
  const auto found = std::ranges::find(contest.models, name, &ModelTrial::name);
  EXPECT_NE(found, contest.models.end()) << name;
  return *found;
}

std::string written(const Contest& contest) {
  std::ostringstream out;
  write_prediction_model(contest.model, out);
  return out.str();
}

TEST(Contest, FindsWhatThereIsToBeFound) {
  const Shop shop = random_shop(150, [](int purchases, double) { return purchases > 3; });
  const Contest found = shop.contest({.threads = 2});
  EXPECT_EQ(found.customers, 150);
  EXPECT_EQ(found.models.front().name, "majority");
  EXPECT_EQ(found.models.front().measures.front().value, 0.5);
  EXPECT_GT(model(found, "logistic").measures.front().value, 0.95);
  EXPECT_GT(model(found, "tree").measures.front().value, 0.99);
  EXPECT_TRUE(found.models.front().is_worse());
  EXPECT_GT(found.confusion.true_positive + found.confusion.true_negative, 140);
}

// Whatever could leak from the future into features would show here.
TEST(Contest, FindsNothingInWhatIsRandom) {
  const Shop shop = random_shop(150, [](int, double random) { return random < 0.5; });
  const Contest found = shop.contest({.folds = 3, .threads = 2});
  for (const ModelTrial& one : found.models) {
    EXPECT_LT(one.measures.front().low, 0.55) << one.name;
    EXPECT_LT(one.measures.front().value, 0.62) << one.name;
  }
}

TEST(Contest, IsTheSameForAnyNumberOfThreads) {
  const Shop shop =
      random_shop(80, [](int purchases, double random) { return random < 0.15 * purchases; });
  for (const PredictionTarget target : {PredictionTarget::returns, PredictionTarget::spend}) {
    const Contest one = shop.contest({.target = target, .folds = 2, .threads = 1});
    const Contest three = shop.contest({.target = target, .folds = 2, .threads = 3});
    EXPECT_EQ(written(one), written(three));
    EXPECT_EQ(one.chosen, three.chosen);
    ASSERT_EQ(one.models.size(), three.models.size());
    for (std::size_t m = 0; m < one.models.size(); ++m) {
      EXPECT_EQ(one.models[m].predicted, three.models[m].predicted) << one.models[m].name;
      EXPECT_EQ(one.models[m].behind.low, three.models[m].behind.low) << one.models[m].name;
    }
  }
}

TEST(Contest, TakesTheModelThatIsAskedFor) {
  const Shop shop = random_shop(60, [](int purchases, double) { return purchases > 3; });
  const Contest found = shop.contest({.folds = 2, .model = "forest"});
  EXPECT_EQ(found.models[found.chosen].name, "forest");
  EXPECT_TRUE(found.asked);
  EXPECT_EQ(thrown<UsageError>([&] { (void)shop.contest({.model = "ridge"}); }),
            "ridge is not a model of returns (hint: one of majority, last-window, alive, expected, "
            "logistic, tree, linear-svm, rbf-svm, forest, boosting)");
}

TEST(Contest, SaysWhyNothingCanBeLearned) {
  const auto message = [](const Shop& shop, const char* split = "2011-07-01") {
    return thrown<Error>([&] { (void)shop.contest({}, split); });
  };
  const Shop all_back = random_shop(60, [](int, double) { return true; });
  EXPECT_EQ(message(all_back),
            "60 of 60 customers bought from 2011-07-01T00:00:00 to 2011-10-19T00:00:00: too few "
            "others to learn from (hint: a later split)");
  const Shop none_back = random_shop(60, [](int, double) { return false; });
  EXPECT_EQ(message(none_back),
            "0 of 60 customers bought from 2011-07-01T00:00:00 to 2011-10-19T00:00:00: too few to "
            "learn from (hint: an earlier split)");
  EXPECT_EQ(message(none_back, "2011-10-19"),
            "no data after the split at 2011-10-19T00:00:00: the data end at 2011-10-19T00:00:00");
  EXPECT_EQ(message(none_back, "2010-01-01"),
            "no customer bought before the split at 2010-01-01T00:00:00");
  Shop one;
  one.add(1, 10);
  one.add(1, 200);
  EXPECT_EQ(message(one),
            "1 customer by the split at 2011-07-01T00:00:00: too few to learn from, at least 50 "
            "are required (hint: a later split, or more data)");
  Shop alike;
  for (int c = 1; c <= 60; ++c) {
    alike.add(c, 10);
    if (c % 2 == 0) alike.add(c, 200);
  }
  EXPECT_EQ(message(alike),
            "by the split at 2011-07-01T00:00:00 all customers have the same features, so nothing "
            "predicts who comes back (hint: a later split)");
}

TEST(Contest, OfSpendLearnsAmounts) {
  const Shop shop = random_shop(120, [](int, double) { return true; });
  const Contest found = shop.contest({.target = PredictionTarget::spend, .threads = 2});
  // Everybody comes back, and spends 10 for each purchase before: frequency tells it exactly.
  EXPECT_LT(model(found, "lasso").measures.front().value, 2);
  EXPECT_LT(model(found, "ridge").measures.front().value, 2);
  EXPECT_GT(model(found, "mean").measures.front().value, 10);
  EXPECT_FALSE(found.importance.empty());
  EXPECT_EQ(found.importance.front().name, "frequency");
}

}  // namespace
}  // namespace rfmseg
