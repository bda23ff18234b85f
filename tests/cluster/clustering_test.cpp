#include "rfmseg/cluster/clustering.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "cluster/customers.hpp"
#include "cluster/online_retail.hpp"
#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::amount;
using test::customers;
using test::OnlineRetail;
using test::thrown;

KMeansOptions with_k(int k) {
  KMeansOptions options;
  options.k = k;
  return options;
}

std::vector<int> cluster_of(const Clustering& clustering) {
  std::vector<int> clusters;
  for (std::size_t i = 0; i < clustering.kmeans.label.size(); ++i) {
    clusters.push_back(clustering.cluster(i));
  }
  return clusters;
}

TEST(Clustering, IsNumberedByFallingMeanMonetary) {
  const CustomerTable table = customers({{300, 1, "10"},
                                         {2, 50, "9000"},
                                         {30, 8, "500"},
                                         {310, 1, "12"},
                                         {3, 55, "9500"},
                                         {33, 7, "450"},
                                         {290, 1, "11"}});
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    KMeansOptions options = with_k(3);
    options.seed = seed;
    const Clustering clustering = cluster_customers(table, {options});
    EXPECT_EQ(cluster_of(clustering), (std::vector<int>{3, 1, 2, 3, 1, 2, 3}));
    // The centroids have moved with their numbers: monetary falls, recency rises.
    const std::vector<double>& centroids = clustering.kmeans.centroids;
    EXPECT_GT(centroids[2], centroids[5]);
    EXPECT_GT(centroids[5], centroids[8]);
    EXPECT_LT(centroids[0], centroids[3]);
    EXPECT_LT(centroids[3], centroids[6]);
    EXPECT_EQ(clustering.options.seed, seed);
  }
}

TEST(Clustering, TellsTheMeansOfFeaturesInOriginalUnits) {
  ClusteringOptions options;
  options.kmeans.k = 2;
  options.features.features = {Feature::monetary, Feature::recency};
  const Clustering clustering =
      cluster_customers(customers({{300, 1, "10"}, {2, 1, "900"}, {310, 1, "12"}}), options);
  EXPECT_EQ(clustering.feature_means, (std::vector<double>{900, 2, 11, 305}));
}

TEST(Clustering, OfEqualMeansTheLargerClusterComesFirst) {
  const CustomerTable table = customers({{1, 9, "5"}, {99, 1, "5"}, {98, 1, "4"}, {99, 1, "6"}});
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    KMeansOptions options = with_k(2);
    options.seed = seed;
    EXPECT_EQ(cluster_of(cluster_customers(table, {options})), (std::vector<int>{2, 1, 1, 1}));
  }
}

TEST(Clustering, ComparesMeansExactly) {
  // The means differ in the 18th digit, where doubles do not.
  const CustomerTable table =
      customers({{1, 9, "0.100000000000000001"}, {99, 1, "0.100000000000000002"}});
  EXPECT_EQ(cluster_of(cluster_customers(table, {with_k(2)})), (std::vector<int>{2, 1}));
}

TEST(Clustering, SaysHowManyCustomersAreDistinct) {
  const CustomerTable table = customers({{1, 1, "5"}, {1, 1, "5"}, {2, 1, "5"}});
  EXPECT_EQ(thrown<UsageError>([&] { (void)cluster_customers(table, {with_k(3)}); }),
            "k 3 exceeds the number of distinct customers, 2 (hint: k 2 or less)");
  EXPECT_THROW((void)cluster_customers(table, {with_k(0)}), UsageError);
  EXPECT_THROW((void)cluster_customers({}, {with_k(1)}), DataError);
}

// A customer alone in a cluster is missing from every third resample; the other clusters are mostly
// found again.
TEST(Clustering, StabilityGoesWithItsCluster) {
  std::vector<test::Row> rows = {{1, 1, "5000"}};
  std::vector<std::string> amounts;
  for (int i = 0; i < 20; ++i) {
    amounts.push_back(std::to_string(1000 + i));
    amounts.push_back(std::to_string(100 + i));
  }
  for (const std::string& amount : amounts) rows.push_back({1, 1, amount});
  ClusteringOptions options;
  options.features = {{Feature::monetary}, Transform::none, Scaling::none};
  options.kmeans.k = 3;
  options.resamples = 20;
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    options.kmeans.seed = seed;
    const Clustering clustering = cluster_customers(customers(rows), options);
    EXPECT_EQ(clustering.cluster(0), 1) << "who spent most";
    const auto& stable = clustering.stability->clusters;
    EXPECT_GT(stable[0].dissolutions, stable[1].dissolutions);
    EXPECT_GT(stable[0].dissolutions, stable[2].dissolutions);
  }
}

TEST(GroupProfile, HandCalculated) {
  const CustomerTable table = customers(
      {{10, 1, "1.10", "3"}, {20, 2, "2.20", "5"}, {5, 9, "100.01", "70"}, {31, 4, "3.301", "4"}});
  const std::vector<GroupProfile> profiles = profile_groups(table, {7, 7, 2, 7});
  ASSERT_EQ(profiles.size(), 2U);
  EXPECT_EQ(profiles[0].group, 2);
  EXPECT_EQ(profiles[0].customers, 1);
  EXPECT_EQ(profiles[0].revenue, amount("100.01"));
  EXPECT_EQ(profiles[0].mean_monetary(), 100.01);
  EXPECT_EQ(profiles[0].spend.minimum, profiles[0].spend.maximum);

  const GroupProfile& three = profiles[1];
  EXPECT_EQ(three.group, 7);
  EXPECT_EQ(three.customers, 3);
  EXPECT_DOUBLE_EQ(three.mean_recency, 61.0 / 3);
  EXPECT_DOUBLE_EQ(three.mean_frequency, 7.0 / 3);
  EXPECT_EQ(three.revenue, amount("6.601"));
  EXPECT_EQ(three.spend.minimum, Quantile::from(amount("1.1")));
  EXPECT_EQ(three.spend.lower_quartile, Quantile::from(amount("1.65")));
  EXPECT_EQ(three.spend.median, Quantile::from(amount("2.2")));
  EXPECT_EQ(three.spend.upper_quartile, Quantile::from(amount("2.7505")));
  EXPECT_EQ(three.spend.maximum, Quantile::from(amount("3.301")));
  EXPECT_EQ(three.items.median, Quantile::from(amount("4")));
}

TEST(GroupProfile, ItemsAreZeroWhenTheTableHasNone) {
  CustomerTable table = customers({{10, 1, "1.10", "3"}});
  table.items.clear();
  EXPECT_EQ(profile_groups(table, {1}).front().items.maximum, Quantile{});
}

TEST(GroupProfile, NoCustomersHaveNoProfiles) {
  EXPECT_TRUE(profile_groups({}, {}).empty());
}

class OnlineRetailClusters : public testing::TestWithParam<int> {};

TEST_P(OnlineRetailClusters, ReachTheBestInertiaKnown) {
  if (OnlineRetail::missing()) GTEST_SKIP() << OnlineRetail::skip_message();
  const CustomerTable table = OnlineRetail::customers();
  ASSERT_EQ(table.size(), 4338U);
  const nlohmann::json expected =
      OnlineRetail::clusters().at("quality").at(static_cast<std::size_t>(GetParam() - 2));
  ASSERT_EQ(expected.at("k"), GetParam());
  const double inertia = expected.at("inertia");
  for (const std::uint64_t seed : {1U, 2U, 42U}) {
    KMeansOptions options = with_k(GetParam());
    options.seed = seed;
    options.threads = 2;
    const KMeansResult result = cluster_customers(table, {options}).kmeans;
    EXPECT_LT(result.inertia, inertia * (1 + 1e-5)) << "seed " << seed;
    EXPECT_GT(result.inertia, inertia * (1 - 1e-5)) << "seed " << seed;
    EXPECT_TRUE(result.converged);
  }
}

INSTANTIATE_TEST_SUITE_P(K, OnlineRetailClusters, testing::Range(2, 11),
                         testing::PrintToStringParamName());

TEST(OnlineRetail, FourClustersHaveTheReferenceSizesAndTheRevenueOfTheFile) {
  if (OnlineRetail::missing()) GTEST_SKIP() << OnlineRetail::skip_message();
  const CustomerTable table = OnlineRetail::customers();
  const Clustering clustering = cluster_customers(table, {});
  std::vector<std::int64_t> sizes;
  Amount revenue;
  double last_mean = 1e18;
  for (const GroupProfile& profile : profile_groups(table, cluster_of(clustering))) {
    sizes.push_back(profile.customers);
    revenue += profile.revenue;
    EXPECT_LT(profile.mean_monetary(), last_mean);
    last_mean = profile.mean_monetary();
  }
  std::sort(sizes.begin(), sizes.end());
  EXPECT_EQ(sizes, OnlineRetail::clusters().at("quality").at(2).at("sizes"));
  EXPECT_EQ(revenue, amount("8911407.904"));
}

}  // namespace
}  // namespace rfmseg
