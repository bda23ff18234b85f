#include "report/finding.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "rfmseg/report/analysis_report.hpp"

namespace rfmseg {
namespace {

/// A customer per recency; customers up to 2 days are Best, up to 5 Late (to win back), up to 20 in
/// no group, then Gone (low cost).
/// Each spent 100 but the first, who spent `first`.
Analysis segmented(const std::vector<int>& recencies, std::int64_t first = 100,
                   const std::vector<std::string>& groups = {}) {
  const Scheme scheme = parse_scheme(R"(name = "hand"
[metrics.recency]
cuts = [1, 2, 5, 20]
[[segment]]
name = "Best"
recency = [4, 5]
group = "keep"
[[segment]]
name = "Late"
recency = 3
group = "win-back"
[[segment]]
name = "Other"
recency = 2
[[segment]]
name = "Gone"
group = "low-cost"
)",
                                     "hand.toml");
  Customers customers;
  for (std::size_t i = 0; i < recencies.size(); ++i) {
    Customer customer;
    customer.id = "c" + std::to_string(100 + i);
    customer.recency = recencies[i];
    customer.frequency = 1;
    customer.monetary = Amount::from_integer(i == 0 ? first : 100);
    customers.table.add(customer);
  }
  for (const std::string& group : groups) customers.table.groups.push_back(group);
  AnalysisOptions options{scheme, {}};
  options.clustering.kmeans.k = 1;
  if (!groups.empty()) options.group_column = "country";
  return analyze(std::move(customers), options);
}

std::string finding_of(const Analysis& analysis) {
  return finding(analysis, figures::segment_groups(analysis));
}

TEST(Finding, OfOneCustomer) {
  EXPECT_EQ(finding_of(segmented({1})),
            "The only customer is in Best, spent 100 and last ordered 1 day ago.");
  EXPECT_EQ(finding_of(segmented({3})),
            "The only customer is in Late, spent 100 and last ordered 3 days ago.");
}

TEST(Finding, OfOneSegment) {
  EXPECT_EQ(finding_of(segmented({1, 1, 1})),
            "All 3 customers are in one segment, Best. No customers are slipping away.");
  EXPECT_EQ(finding_of(segmented({3, 4, 5})),
            "All 3 customers are in one segment, Late. They spent 300 and are slipping away: half "
            "of them have not ordered for 4 days or more.");
}

TEST(Finding, NamesThatNoCustomersSlipAway) {
  EXPECT_EQ(finding_of(segmented({1, 20}, 900)),
            "Best are 50% of customers but bring 90% of revenue. No customers are slipping away.");
  // Of 19 * 100 + 900 = 2,800 the best 6 bring 1,400.
  std::vector<int> recencies(19, 1);
  recencies.push_back(20);
  EXPECT_EQ(finding_of(segmented(recencies, 900)),
            "Best are 95% of customers but bring 96% of revenue. No customers are slipping away. "
            "Half of revenue comes from 6 customers (30%).");
}

TEST(Finding, DoesNotPraiseAShopWhoseCustomersAreGone) {
  EXPECT_EQ(finding_of(segmented({1, 30}, 900)),
            "Best are 50% of customers but bring 90% of revenue.");
}

TEST(Finding, IsFirstInTheFullResult) {
  const Analysis analysis = segmented({1, 3, 20}, 900);
  std::ostringstream markdown;
  render_markdown(describe(analysis), markdown);
  EXPECT_TRUE(markdown.str().starts_with("## " + finding_of(analysis) + "\n")) << markdown.str();
}

std::string brief_text(const Analysis& analysis) {
  std::ostringstream text;
  render_text(describe_briefly(analysis), {}, text);
  const std::string all = text.str();
  const std::size_t from = all.find("country ");
  return from == std::string::npos ? "" : all.substr(from, all.find("\n\n", from) + 1 - from);
}

TEST(BriefResult, HasALinePerGroupOfCustomers) {
  EXPECT_EQ(brief_text(segmented({1, 3, 20, 4}, 900, {"France", "France", "Spain", "Spain"})),
            "country  Customers       Revenue       Win back  Most revenue from\n"
            "France           2  50%       1k  83%         1  Best 90%\n"
            "Spain            2  50%      200  17%         1  Late 50%\n");
  EXPECT_EQ(brief_text(segmented({1, 3})), "");
}

TEST(BriefResult, SmallGroupsAreOneLineIfThereAreMany) {
  std::vector<int> recencies;
  std::vector<std::string> groups;
  for (int group = 0; group < 12; ++group) {
    for (int i = 0; i <= 12 - group; ++i) {
      recencies.push_back(3);
      groups.push_back(std::string(1, static_cast<char>('A' + group)));
    }
  }
  const std::string text = brief_text(segmented(recencies, 100, groups));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 11) << text;
  // 13, 12, ..., 5 are shown; 4 + 3 + 2 = 9 of 90 customers are not.
  EXPECT_NE(text.find("\nI                 5   6%      500   6%         5  Late 100%\n"
                      "3 others          9  10%      900  10%         9\n"),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace rfmseg
