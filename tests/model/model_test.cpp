#include "rfmseg/model/model.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "cluster/customers.hpp"
#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::customers;
using test::thrown;

const std::vector<TierRule> kRules = {{"Low", 2, "Wait"}, {"High", 9, "Call"}};

/// Two clusters by spend alone: 10 and 20 around 15, 100 and 120 around 110.
const CustomerTable& seen() {
  static const CustomerTable table =
      customers({{1, 1, "10"}, {2, 1, "20"}, {3, 1, "100"}, {4, 1, "120"}});
  return table;
}

FrozenSegments frozen(const CustomerTable& table) {
  return freeze_segments(table, load_scheme("classic").scoring, scheme_text("classic"));
}

Model model_of_spend() {
  ClusteringOptions options;
  options.kmeans.k = 2;
  options.features = {{Feature::monetary}, Transform::none, Scaling::none};
  return make_model(seen(), {}, cluster_customers(seen(), options), value_tiers(seen(), kRules),
                    frozen(seen()));
}

std::string text_of(const Model& model) {
  std::ostringstream out;
  write_model(model, out);
  return out.str();
}

TEST(Model, KeepsCentroidsSizesAndRadii) {
  const Model model = model_of_spend();
  ASSERT_EQ(model.clusters.size(), 2U);
  EXPECT_EQ(model.clusters[0].centroid, (std::vector<double>{110}));
  EXPECT_EQ(model.clusters[0].radius, 10);
  EXPECT_EQ(model.clusters[0].customers, 2);
  EXPECT_EQ(model.clusters[0].name, "high spend");
  EXPECT_EQ(model.clusters[1].centroid, (std::vector<double>{15}));
  EXPECT_EQ(model.clusters[1].radius, 5);
}

TEST(Model, PutsOthersToTheNearestCentroidAndSaysWhoLiesOutside) {
  const ModelFit fit = fit_to_model(
      customers({{1, 1, "20"}, {1, 1, "20.5"}, {1, 1, "62.5"}, {1, 1, "63"}, {1, 1, "1000"}}),
      model_of_spend());
  // 62.5 is as near to both: it goes to the first.
  EXPECT_EQ(fit.label, (std::vector<std::int32_t>{1, 1, 0, 0, 0}));
  EXPECT_EQ(fit.distance, (std::vector<double>{5, 5.5, 47.5, 47, 890}));
  EXPECT_EQ(fit.outside, (std::vector<bool>{false, true, true, true, true}));
}

TEST(Model, ThoseItWasFoundOfGoWhereTheyWere) {
  ClusteringOptions options;
  options.kmeans.k = 3;
  const CustomerTable table = customers({{300, 1, "10"},
                                         {2, 50, "9000"},
                                         {30, 8, "500"},
                                         {310, 1, "12"},
                                         {3, 55, "9500"},
                                         {33, 7, "450"},
                                         {290, 1, "11"}});
  const Clustering clustering = cluster_customers(table, options);
  const ValueTiers tiers = value_tiers(table, kRules);
  const Model model =
      parse_model(text_of(make_model(table, {}, clustering, tiers, frozen(table))), "model.json");
  const ModelFit fit = fit_to_model(table, model);
  EXPECT_EQ(fit.label, clustering.kmeans.label);
  EXPECT_EQ(fit.tiers.tier, tiers.tier);
  EXPECT_EQ(fit.outside, std::vector<bool>(7, false));
}

TEST(Model, AsAClusteringOfWhomItWasFoundOfIsTheSameClustering) {
  ClusteringOptions options;
  options.kmeans.k = 2;
  options.features = {{Feature::monetary}, Transform::none, Scaling::none};
  const Clustering found = cluster_customers(seen(), options);
  const Model model = model_of_spend();
  const Clustering put =
      clustering_by_model(seen(), model, fit_to_model(seen(), model), options.kmeans.seed, 1);
  EXPECT_EQ(put.kmeans.label, found.kmeans.label);
  EXPECT_DOUBLE_EQ(put.quality.inertia, found.quality.inertia);
  EXPECT_DOUBLE_EQ(*put.quality.silhouette, *found.quality.silhouette);
  EXPECT_DOUBLE_EQ(*put.quality.davies_bouldin, *found.quality.davies_bouldin);
  EXPECT_EQ(put.feature_means, found.feature_means);
}

TEST(Model, AClusterThatNobodyIsInHasNoPartInTheQuality) {
  const Model model = model_of_spend();
  // Both nearest to 110: by 5 and 15.
  const CustomerTable big = customers({{1, 1, "105"}, {1, 1, "125"}, {1, 1, "105"}});
  const Clustering put = clustering_by_model(big, model, fit_to_model(big, model), 1, 1);
  EXPECT_EQ(put.options.k, 2);
  EXPECT_DOUBLE_EQ(put.quality.inertia, 25 + 225 + 25);
  EXPECT_FALSE(put.quality.silhouette);
  EXPECT_FALSE(put.quality.davies_bouldin);
  EXPECT_EQ(put.feature_means[1], 0);
}

TEST(Model, AFileHoldsAllOfIt) {
  Model model = model_of_spend();
  model.metrics = {FrequencyMeasure::days, true, MonetaryMeasure::mean};
  model.features = {{Feature::tenure}, Transform::box_cox, Scaling::robust, 2.5};
  model.scales = {{Feature::tenure, 1.5, 0.1 + 0.2 + 3, -1.0 / 3, 1e-300, 7}};
  const std::string text = text_of(model);
  const Model read = parse_model(text, "model.json");
  EXPECT_EQ(text_of(read), text);
  EXPECT_EQ(read.metrics.frequency, FrequencyMeasure::days);
  EXPECT_TRUE(read.metrics.minus_first);
  EXPECT_EQ(read.metrics.monetary, MonetaryMeasure::mean);
  EXPECT_EQ(read.features.features, (std::vector<Feature>{Feature::tenure}));
  EXPECT_EQ(read.features.winsorize, 2.5);
  EXPECT_EQ(read.scales[0].most, 0.1 + 0.2 + 3);
  EXPECT_EQ(read.scales[0].lambda, -1.0 / 3);
  EXPECT_EQ(read.scales[0].centre, 1e-300);
  EXPECT_EQ(read.clusters[1].name, "low spend");
  EXPECT_EQ(read.tier_cuts.recency, (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(read.tier_rules[1].recommendation, "Call");
}

/// What is wrong with the model's text once the first `what` in it is `with`.
std::string wrong(const std::string& what, const std::string& with) {
  std::string text = text_of(model_of_spend());
  const std::size_t place = text.find(what);
  EXPECT_NE(place, std::string::npos) << what;
  text.replace(place, what.size(), with);
  return thrown<UsageError>([&] { (void)parse_model(text, "m.json"); });
}

TEST(Model, AFileThatIsNoModelIsAnErrorThatSaysWhere) {
  EXPECT_EQ(thrown<UsageError>([] { (void)parse_model("{\"a\": ", "m.json"); }),
            "m.json: is not valid JSON: byte 7 is unexpected");
  EXPECT_EQ(thrown<UsageError>([] { (void)parse_model("[]", "m.json"); }),
            "m.json: is not an object");
  EXPECT_EQ(thrown<UsageError>([] { (void)parse_model("{}", "m.json"); }),
            "m.json: format is missing");
  EXPECT_EQ(wrong(R"("customers": )", R"("customers": -1)").substr(0, 53),
            "m.json: clusters[0].customers: is not from 0 to 10000");
  EXPECT_EQ(wrong("rfmseg-model", "rfmseg-analysis"),
            "m.json: format: is 'rfmseg-analysis', not rfmseg-model");
  EXPECT_EQ(wrong("\"format_version\": 2", "\"format_version\": 1"),
            "m.json: format_version: is 1, but this version of rfmseg reads 2 (hint: fit the model "
            "again)");
  EXPECT_EQ(wrong("\"transform\": \"none\"", "\"transform\": \"rank\""),
            "m.json: features.transform: cannot be stored in a model");
  EXPECT_EQ(wrong("\"monetary\",", "\"money\","),
            "m.json: features.scales[0].feature: 'money' is not one of recency, frequency, "
            "monetary, tenure, mean-order-value, items, products, days-between-orders");
  EXPECT_EQ(wrong("\"spread\": 1.0", "\"spread\": 0"),
            "m.json: features.scales[0].spread: is not above 0");
  EXPECT_EQ(wrong("110.0", "110.0, 3"),
            "m.json: clusters[0].centroid: has 2 numbers, but there are 1 features");
  EXPECT_EQ(wrong("110.0", "1e999"), "m.json: contains a number above 1.8e308");
  EXPECT_EQ(wrong("\"cluster\": 2", "\"cluster\": 3"),
            "m.json: clusters[1].cluster: is not 2: clusters must be in order");
  EXPECT_EQ(wrong("\"radius\": 5.0", "\"radius\": -5.0"), "m.json: clusters[1].radius: is below 0");
  EXPECT_EQ(wrong("\"radius\": 5.0", "\"radius\": \"wide\""),
            "m.json: clusters[1].radius: is not a number");
  EXPECT_EQ(wrong("\"max_points\": 9", "\"max_points\": 8"),
            "m.json: value_tiers.tiers: does not end at 9 points");
  EXPECT_EQ(wrong("\"max_points\": 2", "\"max_points\": 9"),
            "m.json: value_tiers.tiers[1].max_points: does not ascend to 9");
}

TEST(Model, ADistanceBeyondNumbersIsAnError) {
  Model model = model_of_spend();
  model.scales[0].spread = 1e-320;
  EXPECT_EQ(thrown<DataError>([&] { (void)fit_to_model(seen(), model); }),
            "customer '1' is too far from the model's clusters for a distance (hint: fit the model "
            "again)");
}

TEST(Model, RanksAndScoresMakeNone) {
  EXPECT_EQ(thrown<UsageError>([] { require_kept(Transform::rank); }),
            "transform rank: a rank depends on all customers, so it cannot be saved in a model "
            "(hint: transform log1p)");
  EXPECT_THROW(require_kept(Transform::score), UsageError);
  EXPECT_NO_THROW(require_kept(Transform::box_cox));
}

}  // namespace
}  // namespace rfmseg
