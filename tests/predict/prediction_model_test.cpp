#include "rfmseg/predict/prediction_model.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>
#include <string>

#include "predict/boosted_trees.hpp"
#include "predict/fitted_method.hpp"
#include "predict/model_features.hpp"
#include "predict/random_shop.hpp"
#include "predict/small_sample.hpp"
#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::random_shop;
using test::Shop;
using test::thrown;

Shop usual_shop() {
  return random_shop(80, [](int purchases, double random) { return random < 0.15 * purchases; });
}

std::string text_of(const PredictionModel& model) {
  std::ostringstream out;
  write_prediction_model(model, out);
  return out.str();
}

/// The file of a model, with `from` replaced by `to`; the message when it is read.
std::string message_of(std::string json, const std::string& from, const std::string& to) {
  const std::size_t at = json.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  json.replace(at, from.size(), to);
  return thrown<UsageError>([&] { (void)parse_prediction_model(json, "m.json"); });
}

/// The only model in the file.
std::string model_in(const std::string& json) {
  const std::string begin = "\"models\":[";
  const std::size_t at = json.find(begin) + begin.size();
  return json.substr(at, json.rfind(']') - at);
}

TEST(PredictionModel, PredictsTheSameOnceSaved) {
  const Shop shop = usual_shop();
  const Customers customers = shop.customers();
  const Timestamp end = customers.transactions->as_of;
  for (const PredictionTarget target : {PredictionTarget::returns, PredictionTarget::spend}) {
    for (const std::string& name : model_names(target)) {
      SCOPED_TRACE(name);
      Contest contest;
      try {
        contest = hold_contest(*customers.purchases, test::day("2011-07-01"), end,
                               {.target = target, .folds = 2, .model = name});
      } catch (const UsageError&) {
        EXPECT_TRUE(name == "alive" || name == "expected") << "which may not be fitted";
        continue;
      }
      EXPECT_EQ(contest.model.models.front().name, name);
      const std::string saved = text_of(contest.model);
      const PredictionModel read = parse_prediction_model(saved, "m.json");
      EXPECT_EQ(text_of(read), saved);
      const Predictions before = predict_customers(*customers.purchases, end, contest.model);
      const Predictions after = predict_customers(*customers.purchases, end, read, 2);
      ASSERT_EQ(before.ids.size(), 81U) << "the customer who is new is predicted, too";
      EXPECT_EQ(after.values, before.values);
      for (const double one : after.values.front()) {
        EXPECT_GE(one, 0);
        EXPECT_LE(one, target == PredictionTarget::returns ? 1 : 1e9);
      }
    }
  }
}

TEST(PredictionModel, AddsUpTreesAsXgboostDoes) {
  const test::SmallSample sample;
  const auto forest =
      fit_forest(sample.x, sample.amounts, {.trees = 20, .depth = 4, .least_leaf = 1}, 3);
  const auto boosting =
      fit_boosting(sample.x, sample.classes, {.trees = 20, .depth = 2, .classes = true}, 3);
  for (const auto& booster : {forest, boosting}) {
    const std::vector<double> expected = booster->predict(sample.x);
    const std::vector<double> actual = booster->trees()(sample.x);
    ASSERT_EQ(actual.size(), expected.size());
    EXPECT_NE(expected.front(), expected.back());
    for (std::size_t i = 0; i < actual.size(); ++i) EXPECT_NEAR(actual[i], expected[i], 1e-5);
  }
}

TEST(PredictionModel, RefusesFilesThatWouldNotEnd) {
  const Customers customers = usual_shop().customers();
  const auto saved = [&](const char* name) {
    return text_of(hold_contest(*customers.purchases, test::day("2011-07-01"),
                                customers.transactions->as_of, {.folds = 2, .model = name})
                       .model);
  };
  const std::string tree = saved("tree");
  EXPECT_EQ(message_of(tree, R"("left":1)", R"("left":0)"),
            "m.json: models[0].model.nodes[0].left: does not come after its parent");
  EXPECT_EQ(message_of(tree, R"("left":1)", R"("left":10000)").substr(0, 55),
            "m.json: models[0].model.nodes[0].left: is not from 0 to");
  EXPECT_EQ(message_of(tree, R"("column":)", R"("column":-1)").substr(0, 57),
            "m.json: models[0].model.nodes[0].column: is not from 0 to");
  EXPECT_EQ(message_of(tree, R"("nodes":[)", R"("nodes":[],"others":[)"),
            "m.json: models[0].model.nodes: is empty");
  EXPECT_EQ(message_of(tree, R"("kind":"tree")", R"("kind":"oracle")"),
            "m.json: models[0].model.kind: is unknown");
  EXPECT_EQ(message_of(tree, "rfmseg-prediction-model", "rfmseg-model"),
            "m.json: format: is 'rfmseg-model', not rfmseg-prediction-model");
  EXPECT_EQ(message_of(tree, R"("columns":["recency")", R"("columns":["weather")"),
            "m.json: models[0].columns[0]: is not a feature of the model");
  const std::string linear = saved("logistic");
  EXPECT_EQ(message_of(linear, R"("weights":[)", R"("weights":[1,)").substr(0, 39),
            "m.json: models[0].model.weights: has 10");
  EXPECT_EQ(message_of(linear, R"("shares":[)", R"("shares":["a",)"),
            "m.json: features[0].shares[0]: is not a number");
  EXPECT_EQ(message_of(linear, R"("shares":[0.)", R"("shares":[-0.)"),
            "m.json: features[0].shares: has a number that is not from 0 to 1");
  EXPECT_EQ(message_of(linear, R"("models":[)", R"("models":[)" + model_in(linear) + ","),
            "m.json: models[1].target: appears twice");
  EXPECT_EQ(message_of(linear, "{", "[["), "m.json: is not valid JSON: byte 11 is unexpected");
}

TEST(PredictionModel, NeedsTheFeaturesOfItsFit) {
  const Customers customers = usual_shop().customers();
  const Timestamp end = customers.transactions->as_of;
  PredictionModel model =
      hold_contest(*customers.purchases, test::day("2011-07-01"), end, {.folds = 2}).model;
  const auto message = [&] {
    return thrown<DataError>([&] { (void)predict_customers(*customers.purchases, end, model); });
  };
  model.features.push_back({"products", {1}, {0.5, 0.5}});
  EXPECT_NO_THROW((void)predict_customers(*customers.purchases, end, model))
      << "the model does not use it";
  FittedMethod fitted = *model.models.front().fitted;
  fitted.columns.push_back(model.features.size() - 1);
  model.models.front().fitted = std::make_shared<const FittedMethod>(fitted);
  EXPECT_EQ(message(),
            "the model requires the feature products, which the input does not have (hint: a "
            "column of stock codes)");
  model.features.back().name = "country France";
  model.countries = {"France"};
  EXPECT_EQ(message(),
            "the model requires the feature country France, which the input does not have (hint: "
            "the columns of the fit)");
  model.features.pop_back();
  model.countries.clear();
  fitted.columns.pop_back();
  model.subtracts_returns = true;
  EXPECT_EQ(message(), "the model was fitted with returns subtracted, but here they are dropped");
}

// By hand: halves become 3/4 and 1/4: (1/4) ln(3/2) - (1/4) ln(1/2) = (1/4) ln 3.
TEST(PredictionModel, MeasuresDriftOfFeatures) {
  const ModelFeature then{"recency", {10}, {0.5, 0.5}};
  const FeatureDrift drift = drift_of({"recency", true, {1, 10, 9, 11}}, then);
  EXPECT_EQ(drift.name, "recency");
  EXPECT_NEAR(drift.stability, std::log(3) / 4, 1e-12);

  CustomerFeature tenths{"tenure", true, {}};
  for (int i = 0; i < 100; ++i) tenths.values.push_back(i);
  const ModelFeature found = distribution_of(tenths);
  EXPECT_EQ(found.cuts, (std::vector<double>{10, 20, 30, 40, 50, 60, 70, 80, 90}));
  EXPECT_NEAR(found.shares.front(), 0.11, 1e-12);
  EXPECT_NEAR(found.shares.back(), 0.09, 1e-12);
  EXPECT_EQ(drift_of(tenths, found).stability, 0);
  CustomerFeature rare{"country France", false, std::vector<double>(100)};
  rare.values[7] = 1;
  EXPECT_EQ(distribution_of(rare).cuts, std::vector<double>{0});
  EXPECT_NEAR(distribution_of(rare).shares.back(), 0.01, 1e-12);
}

}  // namespace
}  // namespace rfmseg
