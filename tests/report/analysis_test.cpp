#include "rfmseg/report/analysis.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "rfmseg/report/analysis_report.hpp"
#include "rfmseg/report/customer_rows.hpp"

namespace rfmseg {
namespace {

/// Ten customers; customer i bought i times, i days ago, for i x 10.5 in all.
Customers ten_customers() {
  Customers customers;
  TransactionSummary transactions;
  for (int i = 1; i <= 10; ++i) {
    Customer customer;
    customer.id = std::to_string(100 + i);
    customer.recency = i;
    customer.frequency = i;
    customer.monetary = Amount::from(Decimal{105 * i, 1});
    customer.items = Amount::from_integer(2 * i);
    customers.table.add(customer);
    transactions.ledger.add(RowReason::kept, customer.monetary);
    transactions.orders += static_cast<std::uint64_t>(i);
  }
  transactions.ledger.add(RowReason::cancellation, Amount::from_integer(-3));
  transactions.files.resize(1);
  transactions.files[0].name = "shop.csv";
  transactions.files[0].rows = 11;
  transactions.files[0].date_format = "%Y-%m-%d";
  customers.transactions = transactions;
  return customers;
}

Analysis ten_customer_analysis() {
  KMeansOptions kmeans;
  kmeans.k = 2;
  return analyze(ten_customers(), {load_scheme("classic"), {kmeans}});
}

TEST(Analysis, EveryFigureAddsUpToTheCustomers) {
  const Analysis analysis = ten_customer_analysis();
  EXPECT_EQ(to_string(analysis.revenue(), 2), "577.50");  // 10.5 x (1 + ... + 10)
  std::int64_t in_segments = 0;
  std::int64_t in_overlap = 0;
  for (const SegmentSummary& segment : analysis.segments) in_segments += segment.customers;
  for (const auto& row : analysis.overlap) {
    for (const std::int64_t customers : row) in_overlap += customers;
  }
  EXPECT_EQ(in_segments, 10);
  EXPECT_EQ(in_overlap, 10);
  std::int64_t in_clusters = 0;
  for (const GroupProfile& cluster : analysis.clusters) in_clusters += cluster.customers;
  EXPECT_EQ(in_clusters, 10);
}

TEST(Analysis, MetricProfilesTellWhatEachScoreMeans) {
  const Analysis analysis = ten_customer_analysis();
  // Quintiles of 1..10: two customers a score; recency is reversed.
  const MetricProfile::Level& best = analysis.recency.levels.front();
  EXPECT_EQ(best.score, 5);
  EXPECT_EQ(best.customers, 2);
  EXPECT_EQ(best.minimum, Amount::from_integer(1));
  EXPECT_EQ(best.maximum, Amount::from_integer(2));
  EXPECT_EQ(analysis.monetary.levels.front().maximum, Amount::from_integer(105));
  EXPECT_EQ(analysis.monetary.mean, 57.75);
  EXPECT_EQ(analysis.recency.spread.median.to_double(), 5.5);
}

TEST(Analysis, OfTiersThatAreEquallyCommonInAClusterTheBestIsIts) {
  Customers customers;
  for (const int i : {1, 2, 3, 4}) {  // of 0, 3, 6 and 9 points
    Customer customer;
    customer.id = std::to_string(i);
    customer.recency = 500 - 100 * i;
    customer.frequency = 10 * i;
    customer.monetary = Amount::from_integer(100 * i);
    customers.table.add(customer);
  }
  Scheme scheme = load_scheme("classic");
  scheme.tiers = {{"Low", 3, ""}, {"High", 9, ""}};
  KMeansOptions kmeans;
  kmeans.k = 1;
  const Analysis analysis = analyze(std::move(customers), {scheme, {kmeans}});
  EXPECT_EQ(analysis.tiers.tier, (std::vector<std::uint8_t>{0, 0, 1, 1}));
  EXPECT_EQ(analysis.cluster_tiers, (std::vector<std::size_t>{1}));
}

TEST(AnalysisJson, HoldsTheFiguresExactly) {
  std::ostringstream out;
  write_json(ten_customer_analysis(), out);
  const auto json = nlohmann::json::parse(out.str());
  EXPECT_EQ(json["format"], "rfmseg-analysis");
  EXPECT_EQ(json["customers"], 10);
  EXPECT_EQ(json["orders"], 55);
  EXPECT_EQ(json["revenue"], 577.5);
  EXPECT_EQ(json["ledger"]["read"]["rows"], 11);
  EXPECT_EQ(json["ledger"]["read"]["amount"], 574.5);
  EXPECT_EQ(json["ledger"]["dropped"]["cancellation"]["amount"], -3);
  EXPECT_EQ(json["metrics"]["recency"]["cuts"], nlohmann::json({2.8, 4.6, 6.4, 8.2}));
  EXPECT_EQ(json["clustering"]["k"], 2);
  EXPECT_EQ(json["clustering"]["clusters"].size(), 2U);
  EXPECT_EQ(json["clustering"]["clusters"][0]["centroid"].size(), 3U);
  // Few days and few orders are the same customers here: 3 to 6 points, so Mid and High only.
  EXPECT_EQ(json["value_tiers"].size(), 2U);
  EXPECT_TRUE(json["value_tiers"][0].is_object());
}

TEST(AnalysisJson, AnAmountThatADoubleCannotHoldIsAString) {
  // Of the second, of 16 digits, the nearest double is ...409.94.
  const std::vector<std::pair<Decimal, std::string>> amounts = {
      {{1234567890123456789, 5}, "12345678901234.56789"},
      {{9007199254740993, 2}, "90071992547409.93"}};
  for (const auto& [number, text] : amounts) {
    Customers customers = ten_customers();
    customers.table.monetary.set(9, Amount::from(number));
    KMeansOptions kmeans;
    kmeans.k = 1;
    std::ostringstream out;
    write_json(analyze(std::move(customers), {load_scheme("classic"), {kmeans}}), out);
    const auto json = nlohmann::json::parse(out.str());
    EXPECT_EQ(json["metrics"]["monetary"]["spread"]["max"], text);
  }
}

TEST(AnalysisDocument, SectionsStandInTheOrderOfTheQuestions) {
  std::vector<std::string> headings;
  for (const DocumentBlock& block : describe(ten_customer_analysis())) {
    if (const auto* heading = std::get_if<Heading>(&block)) headings.push_back(heading->text);
  }
  ASSERT_FALSE(headings.empty());
  EXPECT_TRUE(headings.front().find(" of customers ") != std::string::npos) << headings.front();
  headings.erase(headings.begin());
  EXPECT_EQ(headings, (std::vector<std::string>{
                          "Input", "Period", "Distribution", "Scores", "Segments (scheme classic)",
                          "Clusters (k-means, k = 2)", "Value tiers", "Segments and clusters"}));
}

TEST(CustomerRows, CarriedColumnsGiveWayToComputedOnes) {
  Customers customers;
  customers.table.add(ten_customers().table.customer(0));
  customers.table.carried = {{"segment", {"Old"}}, {"segment_key", {"old"}}, {"cluster", {"7"}}};
  customers.table.extra = {{"email", {"a@b.org"}}};
  const Segmentation segmentation = segment_customers(customers.table, load_scheme("classic"));
  std::ostringstream with;
  write_customers(customers.table, {.segmentation = &segmentation}, Format::csv, {}, with);
  EXPECT_EQ(
      with.str(),
      "customer_id,recency,frequency,monetary,items,r_score,f_score,m_score,rfm_score,segment,"
      "segment_key,cluster,email\n101,1,1,10.50,2,5,1,1,511,New "
      "Customers,new_customers,7,a@b.org\n");
  std::ostringstream without;
  write_customers(customers.table, {}, Format::csv, {}, without);
  EXPECT_EQ(without.str(),
            "customer_id,recency,frequency,monetary,items,segment,segment_key,cluster,email\n"
            "101,1,1,10.50,2,Old,old,7,a@b.org\n");
}

// Records are made a thousand at a time, some of these at once.
TEST(CustomerRows, EveryCustomerHasARecord) {
  for (const int count : {1, 1023, 1024, 1025, 8192, 8193, 20'000}) {
    CustomerTable table;
    std::string expected = "customer_id,recency,frequency,monetary\n";
    for (int i = 1; i <= count; ++i) {
      Customer customer;
      customer.id = std::to_string(i);
      customer.frequency = 1;
      table.add(customer);
      expected += customer.id + ",0,1,0.00\n";
    }
    for (const unsigned threads : {1U, 3U}) {
      std::ostringstream out;
      write_customers(table, {}, Format::csv, {}, out, threads);
      EXPECT_TRUE(out.str() == expected) << count << " customers, " << threads << " threads";
    }
  }
}

}  // namespace
}  // namespace rfmseg
