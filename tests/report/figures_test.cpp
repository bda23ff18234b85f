#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "report/figures/best_customers.hpp"
#include "report/figures/cluster_shape.hpp"
#include "report/figures/score_grid.hpp"

namespace rfmseg::figures {
namespace {

/// Customers who spent these sums, customer i in i + 1 orders, as many days ago.
CustomerTable customers_who_spent(const std::vector<std::int64_t>& sums) {
  CustomerTable table;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    Customer customer;
    customer.id = std::to_string(i);
    customer.recency = customer.frequency = static_cast<std::int64_t>(i) + 1;
    customer.monetary = Amount::from_integer(sums[i]);
    table.add(customer);
  }
  return table;
}

/// Of four customers, who are one segment: the first two are cluster 1, the others cluster 2.
Analysis four_customers() {
  Analysis analysis;
  analysis.table = customers_who_spent({30, 10, 30, 40});
  analysis.segmentation.scheme.segments.resize(1);
  analysis.segmentation.segment.assign(4, 0);
  analysis.segments.resize(1);
  analysis.clustering.options.k = 2;
  analysis.clustering.kmeans.label = {0, 0, 1, 1};
  analysis.clusters.resize(2);
  for (int c = 0; c < 2; ++c) {
    analysis.clusters[static_cast<std::size_t>(c)].group = c + 1;
    analysis.clusters[static_cast<std::size_t>(c)].customers = 2;
  }
  return analysis;
}

TEST(Concentration, PartsAreRoundedUpToCustomers) {
  std::vector<std::int64_t> sums(21, 1);
  sums[7] = 20;  // of 40
  const auto found = concentration(customers_who_spent(sums));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->best.size(), 101U);
  EXPECT_EQ(found->best[0].customers, 0U);
  EXPECT_EQ(found->best[1].customers, 1U);  // 0.21
  EXPECT_EQ(found->best[1].revenue, Amount::from_integer(20));
  EXPECT_EQ(found->best[20].customers, 5U);  // 4.2
  EXPECT_EQ(found->best[20].revenue, Amount::from_integer(24));
  EXPECT_EQ(found->best[100].customers, 21U);
  EXPECT_EQ(found->best[100].revenue, Amount::from_integer(40));
  EXPECT_EQ(found->half_customers, 1U);
}

TEST(Concentration, SaysNothingOfFewCustomersOrNoRevenue) {
  EXPECT_FALSE(concentration(customers_who_spent(std::vector<std::int64_t>(19, 1))));
  EXPECT_FALSE(concentration(customers_who_spent(std::vector<std::int64_t>(20, 0))));
  EXPECT_TRUE(concentration(customers_who_spent(std::vector<std::int64_t>(20, 1))));
}

TEST(TopCustomers, EqualOnesAreInTheOrderOfTheTable) {
  EXPECT_EQ(top_customers(four_customers(), 3), (std::vector<std::vector<std::size_t>>{{3, 0, 2}}));
}

TEST(ScoreGrid, SumsUpCustomersOfTheSameScores) {
  Scores scores;
  scores.recency.scoring.bins = 2;
  scores.frequency.scoring.bins = 3;
  scores.recency.score = {2, 2, 1, 2};
  scores.frequency.score = {3, 3, 1, 1};
  scores.monetary.score = {1, 1, 1, 1};
  const ScoreGrid grid = score_grid(customers_who_spent({30, 10, 30, 40}), scores);
  EXPECT_EQ(grid.recency_bins, 2);
  EXPECT_EQ(grid.frequency_bins, 3);
  EXPECT_EQ(grid.at(2, 3).customers, 2);
  EXPECT_EQ(grid.at(2, 3).revenue, Amount::from_integer(40));
  EXPECT_EQ(grid.at(2, 3).mean_revenue(), 20);
  EXPECT_EQ(grid.at(1, 1).customers, 1);
  EXPECT_EQ(grid.at(1, 3).customers, 0);
}

TEST(ClusterShape, MeansAreInStandardDeviationsOfLogarithms) {
  const auto means = standardised_means(four_customers());
  // ln 2, ln 3 and ln 4, ln 5 around their mean, ln(120) / 4.
  const double mean = std::log(120.0) / 4;
  double squares = 0;
  for (const double x : {2.0, 3.0, 4.0, 5.0}) squares += std::pow(std::log(x) - mean, 2);
  const double expected = (std::log(6.0) / 2 - mean) / std::sqrt(squares / 4);
  ASSERT_EQ(means.size(), 2U);
  EXPECT_NEAR(means[0][0], expected, 1e-12);
  EXPECT_NEAR(means[1][0], -expected, 1e-12);
  EXPECT_EQ(means[0][0], means[0][1]);
}

TEST(ClusterShape, OfEqualCustomersMeansAreZero) {
  Analysis analysis = four_customers();
  analysis.table = {};
  for (int i = 0; i < 4; ++i) analysis.table.add(Customer());
  EXPECT_EQ(standardised_means(analysis)[1], (std::array<double, 3>{0, 0, 0}));
}

TEST(ClusterShape, DensityCountsTheCustomersOfEachCluster) {
  Analysis analysis = four_customers();
  analysis.table = {};
  // Customers 0 and 2 are alike and in different clusters.
  for (const int orders : {1, 9, 1, 5}) {
    Customer customer;
    customer.id = std::to_string(analysis.table.size());
    customer.frequency = orders;
    customer.monetary = Amount::from_integer(10 * orders);
    analysis.table.add(customer);
  }
  const ClusterDensity density = cluster_density(analysis);
  ASSERT_EQ(density.customers.size(), 3U);
  EXPECT_EQ(density.customers.begin()->second, (std::vector<std::int64_t>{1, 1}));
  EXPECT_EQ(density.customers.rbegin()->second, (std::vector<std::int64_t>{1, 0}));
  EXPECT_EQ(density.customers.rbegin()->first.first, density.frequency.index_of(9));
}

}  // namespace
}  // namespace rfmseg::figures
