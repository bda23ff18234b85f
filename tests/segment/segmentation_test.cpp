#include "rfmseg/segment/segmentation.hpp"

#include <gtest/gtest.h>

namespace rfmseg {
namespace {

Amount decimal(std::string_view text) {
  return Amount::from(parse_decimal(text).value());
}

/// Recency, frequency and monetary of a customer.
struct Row {
  std::int64_t recency;
  std::int64_t frequency;
  std::string_view monetary;
};

CustomerTable table_of(const std::vector<Row>& rows) {
  CustomerTable table;
  for (const Row& row : rows) {
    Customer customer;
    customer.id = std::to_string(table.size() + 1);
    customer.recency = row.recency;
    customer.frequency = row.frequency;
    customer.monetary = decimal(row.monetary);
    table.customers.push_back(customer);
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

const std::vector<Row> kRows = {
    {30, 9, "10.10"}, {31, 5, "0.20"}, {99, 4, "10.30"}, {1, 1, "0.10"}, {98, 1, "0"}};

TEST(Segmentation, TheFirstMatchingRuleNamesTheCustomer) {
  const CustomerTable table = table_of(kRows);
  const Segmentation result = segment_customers(table, lately_or_often());
  std::vector<std::string> names;
  for (const std::uint16_t segment : result.segment) names.push_back(result.rule(segment).name);
  EXPECT_EQ(names, (std::vector<std::string>{"Lately", "Often", "Neither", "Lately", "Neither"}));
  EXPECT_EQ(score_code(result.scores, 0), "224");
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
  const CustomerTable table = table_of(std::vector<Row>(20, {kHuge, kHuge, "1"}));
  const auto summaries = summarise_segments(table, segment_customers(table, lately_or_often()));
  ASSERT_EQ(summaries.size(), 1U);
  EXPECT_DOUBLE_EQ(summaries[0].mean_recency, 9e17);
  EXPECT_DOUBLE_EQ(summaries[0].mean_frequency, 9e17);
}

}  // namespace
}  // namespace rfmseg
