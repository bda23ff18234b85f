// The scheme `classic` on UCI Online Retail, customer by customer, against pandas.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "rfm/quantiles.hpp"
#include "rfm/scoring.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg {
namespace {

const std::string kOracle = RFMSEG_SOURCE_DIR "/../shared/oracle/";

/// A row by column name; no cell of these files is quoted.
using Row = std::map<std::string, std::string>;

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == ',') {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back().push_back(c);
    }
  }
  return cells;
}

std::vector<Row> read_csv(const std::string& name) {
  std::ifstream file(kOracle + name);
  std::string line;
  std::getline(file, line);
  const std::vector<std::string> header = split(line);
  std::vector<Row> rows;
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = split(line);
    rows.emplace_back();
    for (std::size_t i = 0; i < header.size(); ++i) rows.back()[header[i]] = cells.at(i);
  }
  return rows;
}

class Oracle : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kOracle + "online_retail_segments.csv")) {
      GTEST_SKIP() << "no oracle in " << kOracle;
    }
    rows_ = read_csv("online_retail_segments.csv");
    for (const Row& row : rows_) {
      Customer customer;
      customer.id = row.at("customer_id");
      customer.recency = std::stoll(row.at("recency"));
      customer.frequency = std::stoll(row.at("frequency"));
      customer.monetary = Amount::from(parse_decimal(row.at("monetary")).value());
      table_.add(customer);
    }
  }

  std::vector<Row> rows_;
  CustomerTable table_;
};

TEST_F(Oracle, CustomersStandInTheOrderOfTheirIds) {
  CustomerTable shuffled;
  for (std::size_t i = table_.size(); i-- > 0;) shuffled.add(table_.customer(i));
  sort_by_id(shuffled);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    ASSERT_EQ(shuffled.ids[i], rows_[i].at("customer_id"));
  }
}

TEST_F(Oracle, ScoresAndSegmentOfEveryCustomer) {
  const Segmentation result = segment_customers(table_, load_scheme("classic"));
  ASSERT_EQ(result.segment.size(), 4338U);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const Row& row = rows_[i];
    ASSERT_EQ(score_code(result.scores, i), row.at("R") + row.at("F") + row.at("M"))
        << row.at("customer_id");
    ASSERT_EQ(result.rule(result.segment[i]).name, row.at("segment")) << row.at("customer_id");
  }
}

TEST_F(Oracle, FiguresOfEverySegment) {
  const Segmentation result = segment_customers(table_, load_scheme("classic"));
  std::map<std::string, SegmentSummary> by_name;
  Amount revenue;
  for (const SegmentSummary& summary : summarise_segments(table_, result)) {
    by_name[result.rule(summary.segment).name] = summary;
    revenue += summary.revenue;
  }
  EXPECT_EQ(to_string(revenue), "8911407.904");

  const std::vector<Row> expected = read_csv("online_retail_segment_summary.csv");
  ASSERT_EQ(expected.size(), by_name.size());
  for (const Row& row : expected) {
    const SegmentSummary& summary = by_name.at(row.at("segment"));
    EXPECT_EQ(std::to_string(summary.customers), row.at("customers"));
    EXPECT_EQ(summary.revenue, Amount::from(parse_decimal(row.at("revenue")).value()));
    // Means stand there rounded to four decimals.
    EXPECT_NEAR(summary.mean_recency, std::stod(row.at("recency_mean")), 0.5001e-4);
    EXPECT_NEAR(summary.mean_frequency, std::stod(row.at("frequency_mean")), 0.5001e-4);
    EXPECT_NEAR(summary.mean_monetary(), std::stod(row.at("monetary_mean")), 0.5001e-4);
  }
}

TEST_F(Oracle, QuintilesOfEveryMetric) {
  std::ifstream file(kOracle + "online_retail_clusters.json");
  const auto expected = nlohmann::json::parse(file).at("quantiles_type7");
  const auto check = [&](const char* metric, std::vector<Amount> values) {
    std::sort(values.begin(), values.end());
    for (int i = 0; i <= 5; ++i) {
      const double number = expected.at(metric).at(static_cast<std::size_t>(i)).get<double>();
      // pandas interpolates in doubles: 13.800000000000182 means 13.8.
      EXPECT_NEAR(quantile(values, i, 5).to_double(), number, 1e-12 * number) << metric << ' ' << i;
    }
  };
  check("recency", recency_values(table_));
  check("frequency", frequency_values(table_));
  check("monetary", monetary_values(table_));
}

}  // namespace
}  // namespace rfmseg
