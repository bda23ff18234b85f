#include "report/tables/group_tables.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "report/tables/table_json.hpp"

namespace rfmseg {
namespace {

SegmentSummary summary_of(std::size_t segment, std::int64_t customers, std::int64_t revenue) {
  SegmentSummary summary;
  summary.segment = segment;
  summary.customers = customers;
  summary.mean_recency = 2.25;
  summary.mean_frequency = 1.5;
  summary.monetary = summary.revenue = Amount::from_integer(revenue);
  return summary;
}

/// Three of four customers bring 300 of 400; the group A is one of each segment.
Analysis two_segments() {
  Analysis analysis;
  analysis.segmentation.scheme.segments.resize(2);
  analysis.segmentation.scheme.segments[0].name = "Best";
  analysis.segmentation.scheme.segments[0].color = "#112233";
  analysis.segmentation.scheme.segments[0].recommendation = "Reward them";
  analysis.segmentation.scheme.segments[1].name = "Rest";
  analysis.segments = {summary_of(0, 3, 300), summary_of(1, 1, 100)};
  analysis.segmentation.groups.resize(1);
  analysis.segmentation.groups[0].name = "A";
  analysis.group_segments = {{summary_of(0, 1, 150), summary_of(1, 1, 50)}};
  return analysis;
}

std::string csv_of(const ResultTable& table) {
  std::ostringstream out;
  write_rows(table, *make_row_writer(Format::csv, {}, out));
  return out.str();
}

TEST(GroupTables, SegmentsHaveSharesOfAllCustomers) {
  const ResultTable table = segment_table(two_segments());
  const Table shown = people_table(table);
  EXPECT_EQ(shown.rows[0].cells, (std::vector<std::string>{"Best", "3", "75.0%", "2.3", "1.5",
                                                           "100.00", "300.00", "75.0%"}));
  EXPECT_EQ(shown.rows[0].note, "Reward them");
  EXPECT_EQ(
      json_rows(table)[0].dump(),
      R"({"name":"Best","segment_key":"best","customers":3,"customer_share":0.75,"recency_mean":2.25,)"
      R"("frequency_mean":1.5,"monetary_mean":100.0,"revenue":300,"revenue_share":0.75,)"
      R"("color":"#112233","recommendation":"Reward them"})");
}

TEST(GroupTables, SegmentsOfAGroupHaveSharesOfTheGroup) {
  const ResultTable table = segment_table(two_segments(), 0);
  EXPECT_EQ(people_table(table).columns[0].title, "A");
  EXPECT_EQ(people_table(table).rows[0].note, "");
  EXPECT_EQ(csv_of(table),
            "group,segment,segment_key,customers,customer_share,recency_mean,frequency_mean,"
            "monetary_mean,"
            "revenue,revenue_share,recommendation\n"
            "A,Best,best,1,0.500000,2.2500,1.5000,150.0000,150.00,0.750000,Reward them\n"
            "A,Rest,rest,1,0.500000,2.2500,1.5000,50.0000,50.00,0.250000,\n");
}

TEST(GroupTables, ClustersSayWhatTheyAreAndWhatToDo) {
  Analysis analysis = two_segments();
  analysis.table.add({});
  analysis.tiers.rules = {{"High", 9, "keep them"}};
  analysis.clustering.names = {"frequent buyers"};
  analysis.cluster_tiers = {0};
  GroupProfile cluster;
  cluster.group = 1;
  cluster.customers = 4;
  cluster.revenue = Amount::from_integer(400);
  cluster.spend.median = cluster.frequency.median = Quantile{1, 1};
  analysis.clusters = {cluster};
  const ResultTable table = cluster_table(analysis);
  EXPECT_EQ(
      people_table(table).rows[0].note,
      "Frequent buyers. Value tier High. Thank them with early access to new lines and a named "
      "contact.");
  EXPECT_EQ(people_table(table).rows[0].cells[2], "100.0%");
  EXPECT_EQ(people_table(table, {"cluster", "spend"}).columns[1].title, "Spend: min");
  EXPECT_EQ(json_rows(table)[0]["value_tier"], "High");
}

}  // namespace
}  // namespace rfmseg
