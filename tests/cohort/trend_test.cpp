#include "rfmseg/cohort/trend.hpp"

#include <gtest/gtest.h>

#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/segment/frozen_segments.hpp"
#include "rfmseg/segment/segmentation.hpp"
#include "support/temp_dir.hpp"
#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::day;

Customers sample_shop(std::optional<Timestamp> as_of, bool net_returns) {
  MeasureOptions options;
  options.keep_purchases = true;
  options.cleaning.rules.as_of = as_of;
  options.cleaning.rules.net_returns = net_returns;
  InputFiles files({RFMSEG_SOURCE_DIR "/data/sample_retail.csv"}, {});
  return measure_customers(files, options);
}

using Sizes = std::map<std::string, std::pair<std::int64_t, Amount>>;

Sizes sizes_of(const CustomerTable& table, const Scheme& scheme) {
  const Segmentation segmentation = segment_customers(table, scheme);
  Sizes sizes;
  for (const SegmentSummary& one : summarise_segments(table, segmentation)) {
    sizes[segmentation.rule(one.segment).name] = {one.customers, one.revenue};
  }
  return sizes;
}

Sizes sizes_of(const Trend& trend, std::size_t point) {
  Sizes sizes;
  for (std::size_t i = 0; i < trend.segments.size(); ++i) {
    const TrendSegment& one = trend.points[point].segments[i];
    if (one.customers > 0) sizes[trend.segments[i].name] = {one.customers, one.revenue};
  }
  return sizes;
}

class TrendTest : public testing::TestWithParam<bool> {
 protected:
  Customers all_ = sample_shop(std::nullopt, GetParam());
  Scheme scheme_ = load_scheme("classic");
  std::vector<PeriodEnd> ends_ =
      period_ends(PeriodUnit::month, all_.transactions->first_purchase, all_.transactions->as_of);
};

TEST_P(TrendTest, IsWhatSegmentGivesOnEachDate) {
  const Trend trend = find_trend(*all_.purchases, scheme_, {ends_, TrendCuts::own});
  ASSERT_EQ(trend.points.size(), ends_.size());
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    EXPECT_EQ(sizes_of(trend, i), sizes_of(sample_shop(ends_[i].as_of, GetParam()).table, scheme_))
        << to_string(ends_[i].as_of);
  }
}

TEST_P(TrendTest, HasTheCutsOfTheLastDate) {
  const Trend trend = find_trend(*all_.purchases, scheme_, {ends_, TrendCuts::last});
  const Scheme frozen = frozen_scheme(
      freeze_segments(all_.table, scheme_.scoring, scheme_text("classic")), "classic");
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    EXPECT_EQ(sizes_of(trend, i), sizes_of(sample_shop(ends_[i].as_of, GetParam()).table, frozen))
        << to_string(ends_[i].as_of);
  }
}

TEST_P(TrendTest, FlowsSumToTheSegments) {
  const Trend trend = find_trend(*all_.purchases, scheme_, {ends_, TrendCuts::last});
  for (std::size_t i = 1; i < trend.points.size(); ++i) {
    const TrendPoint& before = trend.points[i - 1];
    const TrendPoint& now = trend.points[i];
    std::int64_t stayed = 0;
    std::vector<std::int64_t> from(trend.segments.size()), to(trend.segments.size());
    for (const TrendFlow& flow : now.flows) {
      from[flow.from] += flow.customers;
      to[flow.to] += flow.customers;
      stayed += flow.customers;
    }
    EXPECT_EQ(stayed + now.came, now.customers);
    EXPECT_EQ(stayed + now.went, before.customers);
    for (std::size_t s = 0; s < trend.segments.size(); ++s) {
      EXPECT_LE(from[s], before.segments[s].customers);
      EXPECT_LE(to[s], now.segments[s].customers);
    }
  }
  // Revenue of the periods sums to that of all time.
  Amount revenue;
  for (const TrendPoint& point : trend.points) {
    revenue += point.gone_revenue;
    for (const TrendSegment& segment : point.segments) revenue += segment.period_revenue;
  }
  EXPECT_EQ(revenue, trend.points.back().revenue);
}

INSTANTIATE_TEST_SUITE_P(Returns, TrendTest, testing::Bool(), [](const auto& of) {
  return of.param ? std::string("Subtracted") : std::string("Dropped");
});

std::string described(const std::vector<PeriodEnd>& ends) {
  std::string text;
  for (const PeriodEnd& end : ends) {
    text += end.period + (end.complete ? " " : "* ") + to_string(end.as_of) + '\n';
  }
  return text;
}

TEST(PeriodEnds, EndWithTheAsOfDate) {
  EXPECT_EQ(described(period_ends(PeriodUnit::month, day("2011-01-03"), day("2011-03-10"))),
            "2011-01 2011-01-31T23:59:59\n2011-02 2011-02-28T23:59:59\n"
            "2011-03* 2011-03-10T00:00:00\n");
  EXPECT_EQ(described(period_ends(PeriodUnit::quarter, day("2011-01-20"), day("2011-04-01"))),
            "2011-Q1 2011-04-01T00:00:00\n");
  EXPECT_EQ(described(period_ends(PeriodUnit::year, day("2011-06-20"), day("2012-04-01"))),
            "2011* 2011-12-31T23:59:59\n2012* 2012-04-01T00:00:00\n");
}

TEST(Trend, ASaleAtMidnightIsOneOfTheDayThatBegins) {
  const test::TempDir folder;
  MeasureOptions options;
  options.keep_purchases = true;
  InputFiles files({folder.write("data.csv",
                                 "order,customer,date,amount\n1,a,2024-01-02,10\n"
                                 "2,b,2024-02-01,500\n3,a,2024-03-05,1\n")},
                   {});
  const Customers customers = measure_customers(files, options);
  const Trend trend = find_trend(
      *customers.purchases, load_scheme("classic"),
      {period_ends(PeriodUnit::month, day("2024-01-02"), customers.transactions->as_of)});
  ASSERT_EQ(trend.points.size(), 3U);
  EXPECT_EQ(trend.points[0].revenue, test::decimal("10"));
  EXPECT_EQ(trend.points[1].revenue, test::decimal("510"));
  EXPECT_EQ(trend.points[1].came, 1);
}

}  // namespace
}  // namespace rfmseg
