#include "rfmseg/report/doubts.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "support/values.hpp"

namespace rfmseg {
namespace {

using std::chrono::days;

/// Customer i, of `frequency.size()`, bought frequency[i] times, from the first to the last day.
CustomerTable table_of(const std::vector<int>& frequency, int last_day) {
  const Timestamp first{std::chrono::local_days(std::chrono::year{2024} / 1 / 1)};
  CustomerTable table;
  for (const int orders : frequency) {
    const auto i = static_cast<std::int64_t>(table.size());
    Customer customer;
    customer.id = std::to_string(1000 + i);
    customer.first_purchase = first;
    customer.last_purchase = first + days(last_day - 1);
    customer.recency = i;
    customer.frequency = orders;
    customer.monetary = Amount::from_integer(i + 1);
    table.add(customer);
  }
  return table;
}

/// `count` customers with as many different numbers of orders.
CustomerTable different(int count, int last_day) {
  std::vector<int> frequency;
  for (int i = 1; i <= count; ++i) frequency.push_back(i);
  return table_of(frequency, last_day);
}

std::vector<std::string> doubts(const CustomerTable& table,
                                const Scheme& scheme = load_scheme("classic")) {
  std::vector<std::string> texts;
  for (const Message& doubt : segmentation_doubts(table, segment_customers(table, scheme))) {
    texts.push_back(doubt.text());
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST(Doubts, AreFewerThanFiftyCustomersOrNinetyDays) {
  EXPECT_EQ(doubts(different(50, 90)), Texts{});
  EXPECT_EQ(doubts(different(49, 90)),
            Texts{"only 49 customers: scores are not reliable with fewer than 50 customers"});
  EXPECT_EQ(doubts(different(50, 89)),
            Texts{"only 89 days: scores are not reliable with fewer than 90 days"});
  EXPECT_EQ(doubts(different(12, 1)), Texts{"only 12 customers and 1 day: scores are not reliable "
                                            "with fewer than 50 customers and 90 days"});
}

TEST(Doubts, AreNotOfFewCustomersWhoAreScoredByCuts) {
  Scheme scheme = load_scheme("classic");
  const std::vector<Amount> cuts = {Amount::from_integer(1), Amount::from_integer(2),
                                    Amount::from_integer(3), Amount::from_integer(4)};
  set_cuts(scheme.scoring.recency, cuts, "r");
  set_cuts(scheme.scoring.frequency, cuts, "f");
  EXPECT_EQ(doubts(different(12, 1), scheme).size(), 1U);
  set_cuts(scheme.scoring.monetary, cuts, "m");
  EXPECT_EQ(doubts(different(12, 1), scheme), Texts{});
}

/// 50 customers, of whom `once` have one order and the others two.
CustomerTable bought_once(int once) {
  std::vector<int> frequency(50, 2);
  std::fill_n(frequency.begin(), once, 1);
  return table_of(frequency, 90);
}

TEST(Doubts, AreACrowdThatClassicKeepsTogether) {
  EXPECT_EQ(
      doubts(bought_once(37)),
      Texts{"frequency: 74.0% of customers have the value 1; scored by quantile, not rank, to keep "
            "ties together (hint: scheme FILE with method = \"rank\" for frequency splits them)"});
}

// Of those with one order the ranks 1 to 10 score 1, 11 to 20 2, and 21 to 30 3; of those with two
// 31 to 40 score 4 and the last ones 5. By quantile all have the score 1 and 5.
TEST(Doubts, AreTiesThatDecideMoreThanAThird) {
  const Texts found = doubts(bought_once(30));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].find("ties decide the segments of "), std::string::npos) << found[0];
  EXPECT_NE(found[0].find("scheme eleven keeps ties together"), std::string::npos) << found[0];
}

TEST(Doubts, AreNotOfTiesIfTheSchemeNamesTheMethod) {
  std::string own = scheme_text("classic");
  const std::string crowd = "crowd = \"together\"\n";
  const auto at = own.find(crowd);
  ASSERT_NE(at, std::string::npos);
  own.erase(at, crowd.size());
  const Scheme scheme = parse_scheme(own, "own.toml");
  EXPECT_EQ(doubts(bought_once(30), scheme), Texts{});
  EXPECT_EQ(doubts(bought_once(37), scheme), Texts{});
  EXPECT_EQ(segment_customers(bought_once(37), scheme).scores.frequency.scoring.method,
            ScoreMethod::rank);
}

TEST(Doubts, AreOfGroupsOneByOne) {
  CustomerTable table = bought_once(37);
  // All 20 of DE have bought once, 17 of 30 of AT.
  for (std::size_t i = 0; i < table.size(); ++i) table.groups.push_back(i < 20 ? "DE" : "AT");
  const Segmentation segmentation = segment_customers(table, load_scheme("classic"));
  ASSERT_EQ(segmentation.groups.size(), 2U);
  EXPECT_EQ(segmentation.groups[0].scores.frequency.scoring.method, ScoreMethod::rank);
  EXPECT_EQ(segmentation.groups[1].scores.frequency.scoring.method, ScoreMethod::quantile);
  EXPECT_EQ(segmentation.scores.frequency.scoring.method, ScoreMethod::rank);
  const auto found = segmentation_doubts(table, segmentation);
  ASSERT_FALSE(found.empty());
  EXPECT_NE(found[0].text().find("frequency: in 1 of 2 groups more than 60%"), std::string::npos)
      << found[0].text();
}

TEST(Doubts, AreDroppedReturnsThatMatter) {
  DroppedReturns returns;
  returns.revenue = Amount::from_integer(1000);
  returns.returns = {2, Amount::from_integer(-45)};
  returns.net_revenue = Amount::from_integer(955);
  returns.top_customers = 10;
  ASSERT_TRUE(doubt_of(returns));
  EXPECT_EQ(
      doubt_of(returns)->text(),
      "returns worth 45.00 (4.5% of revenue) are dropped; with returns net the revenue is 955.00");
  returns.top_customers_returned_most = 2;
  EXPECT_EQ(
      doubt_of(returns)->text(),
      "returns worth 45.00 (4.5% of revenue) are dropped; with returns net the revenue is 955.00; "
      "2 of the 10 customers with the highest revenue returned most of what they bought");
  returns.returns.amount = Amount::from_integer(-10);
  EXPECT_FALSE(doubt_of(returns));
}

}  // namespace
}  // namespace rfmseg
