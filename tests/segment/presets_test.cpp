// The preset schemes against their originals: R's rfm package, pandas, and each other.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "rfmseg/cluster/value_tiers.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/segment/scheme_lint.hpp"
#include "rfmseg/segment/segmentation.hpp"
#include "rfmseg/segment/tie_audit.hpp"

namespace rfmseg {
namespace {

const std::string kData = RFMSEG_SOURCE_DIR "/../shared/data/";

class Presets : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kData)) GTEST_SKIP() << "no data in " << kData;
  }

  static CustomerTable measure(const std::string& file, const std::string& as_of,
                               const Scheme& scheme) {
    InputFiles files({kData + file}, {});
    CleaningOptions cleaning;
    cleaning.rules.as_of = TimestampParser(TimestampParser::Known::iso).parse(as_of);
    return measure_customers(files, {.cleaning = cleaning, .metrics = scheme.metrics, .threads = 2})
        .table;
  }

  /// Customers by segment of Online Retail as of 2011-12-11.
  static std::map<std::string, std::int64_t> online_retail(const std::string& name) {
    const Scheme scheme = load_scheme(name);
    const CustomerTable table = measure("online_retail.csv.gz", "2011-12-11", scheme);
    const Segmentation result = segment_customers(table, scheme);
    std::map<std::string, std::int64_t> customers;
    for (const SegmentSummary& summary : summarise_segments(table, result)) {
      customers[result.rule(summary.segment).name] = summary.customers;
    }
    return customers;
  }
};

using Counts = std::map<std::string, std::int64_t>;

std::vector<std::string> texts(const std::vector<Quantile>& edges) {
  std::vector<std::string> texts;
  for (const Quantile& edge : edges) texts.push_back(to_string(edge.to_amount()));
  return texts;
}

std::string codes(const std::vector<ScoreCell>& cells, const Scheme& scheme) {
  std::string text;
  for (const ScoreCell& cell : cells) text += score_code(cell, scheme.scoring) + ' ';
  return text;
}

// The figures that R's own formulas give for the package's orders.
TEST_F(Presets, RRfmIsThatOfThePackage) {
  struct Figures {
    std::string name;
    std::int64_t customers, orders, revenue;
  };
  const std::vector<Figures> expected = {{"About To Sleep", 102, 283, 23449},
                                         {"At Risk", 28, 216, 22227},
                                         {"Can't Lose Them", 47, 274, 32446},
                                         {"Champions", 35, 316, 31646},
                                         {"Lost", 148, 393, 35324},
                                         {"Loyal Customers", 170, 799, 76562},
                                         {"Need Attention", 10, 57, 4562},
                                         {"New Customers", 104, 329, 28837},
                                         {"Potential Loyalist", 342, 2211, 204856},
                                         {"Promising", 9, 28, 4249}};
  const Scheme scheme = load_scheme("r-rfm");
  const CustomerTable table = measure("rfm_orders.csv", "2006-12-31", scheme);
  const Segmentation result = segment_customers(table, scheme);
  EXPECT_EQ(texts(result.scores.recency.edges),
            (std::vector<std::string>{"115", "181", "297.4", "482"}));
  EXPECT_EQ(texts(result.scores.frequency.edges), (std::vector<std::string>{"4", "5", "6", "8"}));
  EXPECT_EQ(texts(result.scores.monetary.edges),
            (std::vector<std::string>{"255.8", "382", "506.4", "666"}));

  std::map<std::string, SegmentSummary> summaries;
  for (const SegmentSummary& summary : summarise_segments(table, result)) {
    summaries[result.rule(summary.segment).name] = summary;
  }
  EXPECT_EQ(summaries.size(), expected.size());
  for (const Figures& figures : expected) {
    const SegmentSummary& summary = summaries[figures.name];
    EXPECT_EQ(summary.customers, figures.customers) << figures.name;
    EXPECT_NEAR(summary.mean_frequency * static_cast<double>(summary.customers),
                static_cast<double>(figures.orders), 1e-6);
    EXPECT_EQ(summary.revenue, Amount::from_integer(figures.revenue)) << figures.name;
  }
}

// The counts of the next three are pandas': qcut with duplicates="drop", numpy's quantiles.
TEST_F(Presets, PymcIsThatOfPandas) {
  EXPECT_EQ(online_retail("pymc"), (Counts{{"Inactive", 1369},
                                           {"At Risk", 891},
                                           {"Top Spender", 715},
                                           {"Other", 646},
                                           {"Premium", 548},
                                           {"Repeat", 169}}));
}

TEST_F(Presets, KlaviyoIsThatOfPandas) {
  EXPECT_EQ(online_retail("klaviyo"), (Counts{{"Champions", 1482},
                                              {"Loyal", 1138},
                                              {"Recent", 1018},
                                              {"At Risk", 535},
                                              {"Needs Attention", 93},
                                              {"Inactive", 72}}));
}

TEST_F(Presets, ElevenIsThatOfPandas) {
  EXPECT_EQ(online_retail("eleven"), (Counts{{"Champions", 798},
                                             {"Hibernating", 668},
                                             {"Lost", 567},
                                             {"New Customers", 407},
                                             {"Loyal Customers", 403},
                                             {"At Risk", 348},
                                             {"Potential Loyalists", 307},
                                             {"Need Attention", 254},
                                             {"Promising", 243},
                                             {"About to Sleep", 220},
                                             {"Can't Lose", 123}}));
}

TEST_F(Presets, TiersAreTheValueTiers) {
  const Scheme scheme = load_scheme("tiers");
  const CustomerTable table = measure("online_retail.csv.gz", "2011-12-11", scheme);
  const Segmentation result = segment_customers(table, scheme);
  const ValueTiers tiers = value_tiers(table, scheme.tiers);
  for (std::size_t i = 0; i < table.size(); ++i) {
    ASSERT_EQ(result.rule(result.segment[i]).name, tiers.rules[tiers.tier[i]].name);
  }
}

// Both figures were counted in Python from ../shared/oracle/online_retail_segments.csv.
TEST_F(Presets, ClassicSplitsTiesOfFrequency) {
  const Scheme scheme = load_scheme("classic");
  const CustomerTable table = measure("online_retail.csv.gz", "2011-12-11", scheme);
  const TieAudit audit = audit_ties(table, segment_customers(table, scheme));
  EXPECT_EQ(audit.frequency, 3008);
  EXPECT_EQ(audit.other_segment, 678);
  EXPECT_EQ(audit.recency, 0);
  EXPECT_EQ(audit.monetary, 0);
}

TEST(PresetLint, FindsTheGapsThatTheOriginalsHave) {
  const Scheme r_rfm = load_scheme("r-rfm");
  EXPECT_EQ(codes(score_gaps(r_rfm), r_rfm), "215 241 251 252 341 351 441 451 541 551 ");
  const Scheme pymc = load_scheme("pymc");
  EXPECT_EQ(score_gaps(pymc).size(), 18U);
  EXPECT_TRUE(segment_overlaps(pymc).empty());
}

TEST(PresetLint, TheOthersAreCompleteAndWithoutOverlap) {
  for (const char* name : {"classic", "eleven", "klaviyo", "tiers"}) {
    const Scheme scheme = load_scheme(name);
    EXPECT_TRUE(score_gaps(scheme).empty()) << name;
    EXPECT_TRUE(segment_overlaps(scheme).empty()) << name;
  }
}

TEST(PresetLint, SaysWhichEarlierSegmentTakesACode) {
  const Scheme scheme = load_scheme("r-rfm");
  const auto overlaps = segment_overlaps(scheme);
  // Potential Loyalist is second: 3-5/3-5/2-5 holds the 555 of the Champions.
  ASSERT_FALSE(overlaps.empty());
  EXPECT_EQ(overlaps[0].segment, 1U);
  EXPECT_EQ(overlaps[0].earlier, 0U);
  EXPECT_EQ(codes(overlaps[0].cells, scheme), "555 ");
}

}  // namespace
}  // namespace rfmseg
