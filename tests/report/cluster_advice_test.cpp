#include "report/cluster_advice.hpp"

#include <gtest/gtest.h>

#include "report/scheme_note.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {
namespace {

FiveNumbers numbers(std::int64_t median) {
  FiveNumbers five;
  five.median = Quantile::from(Amount::from_integer(median));
  return five;
}

GroupProfile cluster(std::int64_t recency, std::int64_t frequency, std::int64_t spend) {
  GroupProfile profile;
  profile.recency = numbers(recency);
  profile.frequency = numbers(frequency);
  profile.spend = numbers(spend);
  return profile;
}

/// The median of all customers: 50 days, 2 orders, 600 spent.
Analysis analysis_of(std::vector<GroupProfile> clusters) {
  Analysis analysis;
  analysis.recency.spread = numbers(50);
  analysis.frequency.spread = numbers(2);
  analysis.monetary.spread = numbers(600);
  analysis.clusters = std::move(clusters);
  return analysis;
}

TEST(ClusterAdvice, FollowsTheClustersOwnMedians) {
  const auto advice = cluster_advice(analysis_of(
      {cluster(10, 9, 4000), cluster(90, 4, 1500), cluster(20, 2, 300), cluster(180, 1, 250),
       cluster(50, 3, 599), cluster(60, 2, 700), cluster(51, 3, 500), cluster(49, 1, 601)}));
  EXPECT_EQ(advice[0], "Thank them with early access to new lines and a named contact.");
  EXPECT_EQ(advice[1], "Call them before they leave, and ask what went wrong.");
  EXPECT_EQ(advice[2], "Send a welcome series and a voucher for the next order.");
  EXPECT_EQ(advice[3], "Send automated mail only; stop paid advertising to them.");
  EXPECT_EQ(advice[4], "Raise order values with bundles and a free-delivery threshold.");
  EXPECT_EQ(advice[5], "Offer a personal discount on what they bought before.");
  EXPECT_EQ(advice[6], "Remind them of what they usually buy, with a time-limited offer.");
  EXPECT_EQ(advice[7], "Suggest what goes with their large orders, to win the next one.");
}

TEST(ClusterAdvice, IsGivenOnce) {
  const auto advice =
      cluster_advice(analysis_of({cluster(10, 9, 4000), cluster(30, 5, 1000), cluster(90, 1, 9)}));
  EXPECT_FALSE(advice[0].empty());
  EXPECT_EQ(advice[1], "");
  EXPECT_FALSE(advice[2].empty());
}

TEST(ClusterAdvice, IsNotGivenIfTheClusterHardlyDiffers) {
  const auto advice =
      cluster_advice(analysis_of({cluster(50, 2, 600), cluster(50, 2, 900), cluster(50, 1, 500)}));
  EXPECT_EQ(advice[0], "");
  EXPECT_EQ(advice[1], "");
  EXPECT_EQ(advice[2], "Send a welcome series and a voucher for the next order.");
}

TEST(SpendNote, IsOfSchemesWithoutRulesAboutSpend) {
  EXPECT_EQ(spend_note(load_scheme("classic")),
            "Segments depend on recency and frequency; spend plays no part.");
  for (const char* name : {"eleven", "klaviyo", "pymc", "r-rfm", "tiers"}) {
    EXPECT_EQ(spend_note(load_scheme(name)), "") << name;
  }
}

}  // namespace
}  // namespace rfmseg
