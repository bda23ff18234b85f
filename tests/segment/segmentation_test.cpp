#include "rfmseg/segment/segmentation.hpp"

#include <gtest/gtest.h>

#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::decimal;

/// Recency, frequency and monetary of a customer.
struct Values {
  std::int64_t recency;
  std::int64_t frequency;
  std::string_view monetary;
};

CustomerTable table_of(const std::vector<Values>& rows) {
  CustomerTable table;
  for (const Values& row : rows) {
    Customer customer;
    customer.id = std::to_string(table.size() + 1);
    customer.recency = row.recency;
    customer.frequency = row.frequency;
    customer.monetary = decimal(row.monetary);
    table.add(customer);
  }
  return table;
}

Scheme lately_or_often() {
  return parse_scheme(
      "name = 'x'\n"
      "[metrics.recency]\ncuts = [30]\n"
      "[metrics.frequency]\ncuts = [4]\n"
      "[[segment]]\nname = 'Lately'\nrecency = 2\n"
      "[[segment]]\nname = 'Often'\nfrequency = 2\n"
      "[unmatched]\nname = 'Neither'\n",
      "x.toml");
}

const std::vector<Values> kRows = {
    {30, 9, "10.10"}, {31, 5, "0.20"}, {99, 4, "10.30"}, {1, 1, "0.10"}, {98, 1, "0"}};

TEST(Segmentation, TheFirstMatchingRuleNamesTheCustomer) {
  const CustomerTable table = table_of(kRows);
  const Segmentation result = segment_customers(table, lately_or_often());
  std::vector<std::string> names;
  for (const std::uint16_t segment : result.segment) names.push_back(result.rule(segment).name);
  EXPECT_EQ(names, (std::vector<std::string>{"Lately", "Often", "Neither", "Lately", "Neither"}));
  EXPECT_EQ(score_code(result.scores, 0), "224");
}

TEST(Segmentation, EachGroupIsScoredWithinItself) {
  CustomerTable table;
  const std::vector<std::string> names = {"x", "y", "x", "z", "x", "y", "", "x", "y", ""};
  for (std::size_t i = 0; i < 200; ++i) {
    Customer customer;
    customer.id = std::to_string(i);
    customer.recency = static_cast<std::int64_t>(i * 37 % 101);
    customer.frequency = static_cast<std::int64_t>(i * 53 % 7);
    customer.monetary = Amount::from_integer(static_cast<std::int64_t>(i * 71 % 997));
    table.add(customer);
    table.groups.push_back(names[i % names.size()]);
  }
  const Scheme scheme = load_scheme("classic");
  const Segmentation all = segment_customers(table, scheme, 25);
  ASSERT_EQ(all.groups.size(), 4U);
  EXPECT_EQ(all.groups[0].name, "x");  // 80, then 60, 40, and 20 of z
  EXPECT_EQ(all.groups[1].name, "y");
  EXPECT_EQ(all.groups[2].name, "");
  EXPECT_EQ(all.groups[3].name, kRestGroup);
  EXPECT_EQ(all.groups[3].customers.size(), 20U);

  std::size_t seen = 0;
  for (const ScoredGroup& group : all.groups) {
    CustomerTable alone;
    for (const std::size_t i : group.customers) alone.add(table.customer(i));
    const Segmentation expected = segment_customers(alone, scheme);
    for (std::size_t i = 0; i < alone.size(); ++i, ++seen) {
      const std::size_t customer = group.customers[i];
      EXPECT_EQ(all.segment[customer], expected.segment[i]);
      EXPECT_EQ(score_code(all.scores, customer), score_code(expected.scores, i));
      EXPECT_EQ(&all.groups[all.group[customer]], &group);
    }
    EXPECT_EQ(group.scores.monetary.edges, expected.scores.monetary.edges);
    const auto figures = summarise_segments(table, all, group);
    const auto expected_figures = summarise_segments(alone, expected);
    ASSERT_EQ(figures.size(), expected_figures.size());
    for (std::size_t i = 0; i < figures.size(); ++i) {
      EXPECT_EQ(figures[i].segment, expected_figures[i].segment);
      EXPECT_EQ(figures[i].customers, expected_figures[i].customers);
      EXPECT_EQ(figures[i].revenue, expected_figures[i].revenue);
    }
  }
  EXPECT_EQ(seen, table.size());
}

TEST(Segmentation, SmallGroupsAreScoredTogether) {
  CustomerTable table = table_of(kRows);
  table.groups = {"a", "b", "b", "c", "b"};
  const Segmentation result = segment_customers(table, lately_or_often(), 2);
  ASSERT_EQ(result.groups.size(), 2U);
  EXPECT_EQ(result.groups[0].name, "b");
  EXPECT_EQ(result.groups[1].name, kRestGroup);
  EXPECT_EQ(result.groups[1].customers, (std::vector<std::size_t>{0, 3}));
  // With fixed cuts a group changes nothing.
  EXPECT_EQ(result.segment, segment_customers(table_of(kRows), lately_or_often()).segment);
  EXPECT_EQ(segment_customers(table, lately_or_often(), 9).groups.size(), 1U);

  // Who is in the rest already stays there, however many these are.
  table.groups = {"(rest)", "b", "b", "c", "(rest)"};
  const Segmentation again = segment_customers(table, lately_or_often(), 2);
  ASSERT_EQ(again.groups.size(), 2U);
  EXPECT_EQ(again.groups[1].name, kRestGroup);
  EXPECT_EQ(again.groups[1].customers, (std::vector<std::size_t>{0, 3, 4}));
}

TEST(Segmentation, SummaryIsExactAndSortedByRevenue) {
  const CustomerTable table = table_of(kRows);
  const Segmentation result = segment_customers(table, lately_or_often());
  const auto summaries = summarise_segments(table, result);
  ASSERT_EQ(summaries.size(), 3U);
  // 10.30 of Neither against 10.20 of Lately.
  EXPECT_EQ(summaries[0].segment, 2U);
  EXPECT_EQ(summaries[0].customers, 2);
  EXPECT_EQ(summaries[0].revenue, decimal("10.30"));
  EXPECT_DOUBLE_EQ(summaries[0].mean_recency, 98.5);
  EXPECT_DOUBLE_EQ(summaries[0].mean_frequency, 2.5);
  EXPECT_DOUBLE_EQ(summaries[0].mean_monetary(), 5.15);
  EXPECT_EQ(result.rule(summaries[1].segment).name, "Lately");
  EXPECT_EQ(summaries[1].revenue, decimal("10.20"));
  EXPECT_EQ(result.rule(summaries[2].segment).name, "Often");
}

TEST(Segmentation, EqualRevenueKeepsTheOrderOfTheSchemeAndEmptySegmentsAreLeftOut) {
  const CustomerTable table = table_of({{99, 9, "5"}, {1, 1, "5"}});
  const auto summaries = summarise_segments(table, segment_customers(table, lately_or_often()));
  ASSERT_EQ(summaries.size(), 2U);
  EXPECT_EQ(summaries[0].segment, 0U);
  EXPECT_EQ(summaries[1].segment, 1U);
}

TEST(Segmentation, OfNoCustomers) {
  const CustomerTable table;
  const Segmentation result = segment_customers(table, load_scheme("classic"));
  EXPECT_TRUE(result.segment.empty());
  EXPECT_TRUE(summarise_segments(table, result).empty());
  EXPECT_EQ(SegmentSummary{}.mean_monetary(), 0);
}

// Sums beyond the 64 bits of a recency do not wrap.
TEST(Segmentation, MeansOfHugeValues) {
  constexpr std::int64_t kHuge = 900'000'000'000'000'000;
  const CustomerTable table = table_of(std::vector<Values>(20, {kHuge, kHuge, "1"}));
  const auto summaries = summarise_segments(table, segment_customers(table, lately_or_often()));
  ASSERT_EQ(summaries.size(), 1U);
  EXPECT_DOUBLE_EQ(summaries[0].mean_recency, 9e17);
  EXPECT_DOUBLE_EQ(summaries[0].mean_frequency, 9e17);
}

}  // namespace
}  // namespace rfmseg
