#include "rfmseg/segment/explanation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "rfm/scoring.hpp"
#include "support/printing.hpp"
#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::decimal;

Customer customer(std::string id, std::int64_t recency, std::int64_t frequency,
                  std::string_view monetary) {
  Customer customer;
  customer.id = std::move(id);
  customer.recency = recency;
  customer.frequency = frequency;
  customer.monetary = decimal(monetary);
  return customer;
}

Scheme scheme_of(const std::string& toml) {
  return parse_scheme("name = 'x'\n" + toml, "x.toml");
}

/// Two cuts for recency and frequency, one for monetary.
Scheme fixed() {
  return scheme_of(
      "[metrics.recency]\ncuts = [10, 30]\n"
      "[metrics.frequency]\ncuts = [2, 5]\n"
      "[metrics.monetary]\ncuts = [99.995]\n"
      "[[segment]]\nname = 'Best'\nrecency = 3\nfrequency = 3\nmonetary = 2\n"
      "[[segment]]\nname = 'Middling'\nfm_mean = [1.5, 2.5]\nrecency = [2, 3]\n"
      "[[segment]]\nname = 'Codes'\ncodes = ['132', '131']\n"
      "[unmatched]\nname = 'Others'\n");
}

TEST(Explanation, SaysWhereTheValuesStand) {
  CustomerTable table;
  table.add(customer("a", 12, 2, "50"));
  table.add(customer("b", 1, 9, "100"));
  const Segmentation segmentation = segment_customers(table, fixed());
  const Explanation of_a = explain_customer(table, segmentation, 0);
  EXPECT_EQ(of_a.customers, 2U);
  EXPECT_FALSE(of_a.group.has_value());
  EXPECT_EQ(of_a.code, "211");
  const MetricPosition& recency = of_a.positions[0];
  EXPECT_EQ(recency.score, 2);
  EXPECT_EQ(recency.cut_below->to_amount(), decimal("10"));
  EXPECT_EQ(recency.cut_above->to_amount(), decimal("30"));
  const MetricPosition& frequency = of_a.positions[1];
  EXPECT_EQ(frequency.score, 1);
  EXPECT_FALSE(frequency.cut_below.has_value());
  EXPECT_EQ(frequency.cut_above->to_amount(), decimal("2"));
  EXPECT_FALSE(frequency.rank.has_value());
}

TEST(Explanation, SaysWhyEachRuleBeforeWasMissed) {
  CustomerTable table;
  table.add(customer("a", 12, 2, "50"));
  const Explanation of_a = explain_customer(table, segment_customers(table, fixed()), 0);
  EXPECT_EQ(of_a.segment, 3U);  // none of the three
  ASSERT_EQ(of_a.missed.size(), 3U);
  EXPECT_EQ(of_a.missed[0].reasons,
            (std::vector<std::string>{"recency score 2 is not 3", "frequency score 1 is not 3",
                                      "monetary score 1 is not 2"}));
  EXPECT_EQ(
      of_a.missed[1].reasons,
      (std::vector<std::string>{"the mean of frequency and monetary score, 1, is not 1.5 to 2.5"}));
  EXPECT_EQ(of_a.missed[2].reasons, (std::vector<std::string>{"211 is not one of its codes"}));
}

TEST(Explanation, FindsTheSmallestChanges) {
  CustomerTable table;
  table.add(customer("a", 12, 2, "50"));
  table.add(customer("b", 1, 9, "100"));
  const Segmentation segmentation = segment_customers(table, fixed());
  // a is 211, Others: no day changes that, three orders or 50 more do: 221 and 212 are Middling.
  const auto counterfactuals = explain_customer(table, segmentation, 0).counterfactuals;
  ASSERT_EQ(counterfactuals.size(), 2U);
  EXPECT_EQ(counterfactuals[0].metric, Metric::frequency);
  EXPECT_EQ(counterfactuals[0].to, decimal("3"));
  EXPECT_EQ(counterfactuals[0].score, 2);
  EXPECT_EQ(segmentation.rule(counterfactuals[0].segment).name, "Middling");
  EXPECT_EQ(counterfactuals[1].metric, Metric::monetary);
  EXPECT_EQ(counterfactuals[1].to, decimal("100"));  // the first cent above 99.995
  // b is 332, Best: the fall comes before the rise.
  const auto of_b = explain_customer(table, segmentation, 1).counterfactuals;
  ASSERT_EQ(of_b.size(), 3U);
  EXPECT_EQ(of_b[0].metric, Metric::recency);
  EXPECT_EQ(of_b[0].to, decimal("11"));
  EXPECT_EQ(of_b[1].metric, Metric::frequency);
  EXPECT_EQ(of_b[1].to, decimal("5"));
  EXPECT_EQ(of_b[2].metric, Metric::monetary);
  EXPECT_EQ(of_b[2].to, decimal("99.99"));
}

// Of a customer alone the last cut is the farthest that is looked for: 31 days and 6 orders.
TEST(Explanation, TheLastCutIsWithinReach) {
  CustomerTable table;
  table.add(customer("a", 12, 2, "50"));
  const Scheme ends = scheme_of(
      "[metrics.recency]\ncuts = [10, 30]\n[metrics.frequency]\ncuts = [2, 5]\n"
      "[[segment]]\nname = 'Lost'\nrecency = 1\n"
      "[[segment]]\nname = 'Top'\nfrequency = 3\n"
      "[unmatched]\nname = 'Others'\n");
  const auto counterfactuals =
      explain_customer(table, segment_customers(table, ends), 0).counterfactuals;
  ASSERT_EQ(counterfactuals.size(), 2U);
  EXPECT_EQ(counterfactuals[0].metric, Metric::recency);
  EXPECT_EQ(counterfactuals[0].to, decimal("31"));
  EXPECT_EQ(counterfactuals[1].metric, Metric::frequency);
  EXPECT_EQ(counterfactuals[1].to, decimal("6"));
}

TEST(Explanation, NoMoveIsFoundWhereThereIsNone) {
  CustomerTable table;
  table.add(customer("a", 12, 2, "50"));
  const Scheme all = scheme_of("[[segment]]\nname = 'All'\n");
  EXPECT_TRUE(explain_customer(table, segment_customers(table, all), 0).counterfactuals.empty());
}

TEST(Explanation, TheGroupIsWhoACustomerIsComparedWith) {
  CustomerTable table;
  for (int i = 1; i <= 10; ++i) {
    table.add(customer(std::to_string(i), i, i, std::to_string(i)));
    table.groups.push_back(i % 2 == 0 ? "even" : "odd");
  }
  const Segmentation segmentation = segment_customers(table, load_scheme("classic"));
  const Explanation of_4 = explain_customer(table, segmentation, 3);
  EXPECT_EQ(of_4.group, "even");
  EXPECT_EQ(of_4.customers, 5U);
  EXPECT_EQ(of_4.positions[1].rank, 2);
  EXPECT_EQ(of_4.positions[1].score, 2);
  EXPECT_EQ(of_4.code, "422");
}

/// The customer's scores when others and cuts stay and one value is another.
int rescored(const std::vector<Amount>& values, std::size_t customer, Amount value,
             const MetricScores& scores, Better better) {
  if (scores.scoring.method == ScoreMethod::rank || scores.scoring.method == ScoreMethod::ntile) {
    // How many customers there are does not change, and with it neither do the cuts: all is scored
    // anew.
    std::vector<Amount> changed = values;
    changed[customer] = value;
    return score_metric(changed, scores.scoring, better).score[customer];
  }
  int bin = 1;
  for (const Quantile& edge : scores.edges) {
    const bool on_edge = Quantile::from(value) == edge;
    const bool beyond = above(value, edge);
    if (beyond || (on_edge && scores.scoring.closed == ClosedSide::left)) ++bin;
  }
  return better == Better::lower ? static_cast<int>(scores.edges.size()) + 2 - bin : bin;
}

/// Holds the moves of `customer` in one metric to a search that tries every step.
void check_moves(const CustomerTable& table, const Segmentation& segmentation, std::size_t index,
                 Metric metric) {
  const Scores& all = segmentation.scores;
  const MetricScores& scores = metric == Metric::recency     ? all.recency
                               : metric == Metric::frequency ? all.frequency
                                                             : all.monetary;
  const std::vector<Amount> values = metric == Metric::recency     ? recency_values(table)
                                     : metric == Metric::frequency ? frequency_values(table)
                                                                   : monetary_values(table);
  const Better better = metric == Metric::recency ? Better::lower : Better::higher;
  const Amount step = metric == Metric::monetary ? decimal("0.01") : decimal("1");
  Amount least = metric == Metric::recency ? Amount{} : step;
  if (*std::ranges::min_element(values) < Amount{}) least = decimal("-1000");
  std::vector<Counterfactual> expected;
  for (const int sign : {-1, 1}) {
    Amount value = values[index];
    for (int steps = 1; steps < 2000; ++steps) {
      value = sign < 0 ? value - step : value + step;
      if (value < least) break;
      ScoreCell cell = all.cell(index);
      const int score = rescored(values, index, value, scores, better);
      (metric == Metric::recency     ? cell.recency
       : metric == Metric::frequency ? cell.frequency
                                     : cell.monetary) = score;
      const auto& rules = segmentation.scheme.segments;
      const auto hit =
          std::ranges::find_if(rules, [&](const SegmentRule& rule) { return rule.contains(cell); });
      const auto segment = static_cast<std::size_t>(hit - rules.begin());
      if (segment == segmentation.segment[index]) continue;
      expected.push_back({metric, values[index], value, score, segment});
      break;
    }
  }
  std::vector<Counterfactual> found = explain_customer(table, segmentation, index).counterfactuals;
  std::erase_if(found, [&](const Counterfactual& move) { return move.metric != metric; });
  ASSERT_EQ(found.size(), expected.size()) << index << ' ' << to_string(metric);
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].to, expected[i].to) << index << ' ' << to_string(metric);
    EXPECT_EQ(found[i].score, expected[i].score);
    EXPECT_EQ(found[i].segment, expected[i].segment);
  }
}

TEST(Explanation, NoSmallerChangeMovesACustomer) {
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same customers every time
  for (const std::string name : {"classic", "r-rfm", "eleven", "klaviyo", "tiers"}) {
    for (const std::size_t customers : {3U, 30U}) {
      CustomerTable table;
      for (std::size_t i = 0; i < customers; ++i) {
        Customer one = customer(std::to_string(i), static_cast<std::int64_t>(random() % 60),
                                static_cast<std::int64_t>(1 + random() % 9), "0");
        one.monetary = Amount::from({static_cast<std::int64_t>(1 + random() % 900), 2});
        table.add(one);
      }
      const Segmentation segmentation = segment_customers(table, load_scheme(name));
      for (std::size_t i = 0; i < customers; ++i) {
        for (const Metric metric : kMetrics) check_moves(table, segmentation, i, metric);
      }
    }
  }
}

TEST(Explanation, SpendMayFallBelowZeroWhereOthersAreThere) {
  CustomerTable table;
  table.add(customer("a", 5, 1, "-5"));
  table.add(customer("b", 10, 2, "-3"));
  table.add(customer("c", 0, 4, "10"));
  table.add(customer("d", 3, 3, "0.50"));
  const Segmentation segmentation = segment_customers(table, load_scheme("eleven"));
  for (std::size_t i = 0; i < table.size(); ++i) {
    check_moves(table, segmentation, i, Metric::monetary);
  }
  const auto counterfactuals = explain_customer(table, segmentation, 2).counterfactuals;
  EXPECT_TRUE(std::ranges::any_of(counterfactuals, [](const Counterfactual& move) {
    return move.metric == Metric::monetary && move.to < move.from;
  }));
}

TEST(Explanation, RanksByNtileMoveAsTheyAreScored) {
  Scheme scheme = load_scheme("classic");
  for (MetricScoring* metric :
       {&scheme.scoring.recency, &scheme.scoring.frequency, &scheme.scoring.monetary}) {
    metric->method = ScoreMethod::ntile;
  }
  std::mt19937 random(8);  // NOLINT(cert-msc51-cpp): the same customers every time
  for (const std::size_t customers : {4U, 23U}) {
    CustomerTable table;
    for (std::size_t i = 0; i < customers; ++i) {
      table.add(customer(std::to_string(i), static_cast<std::int64_t>(random() % 40),
                         static_cast<std::int64_t>(1 + random() % 5),
                         std::to_string(1 + random() % 7)));
    }
    const Segmentation segmentation = segment_customers(table, scheme);
    for (std::size_t i = 0; i < customers; ++i) {
      for (const Metric metric : kMetrics) check_moves(table, segmentation, i, metric);
    }
  }
}

}  // namespace
}  // namespace rfmseg
