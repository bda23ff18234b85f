#include "rfmseg/cohort/cohorts.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "rfmseg/rfm/measure.hpp"
#include "support/temp_dir.hpp"
#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::day;
using test::decimal;

Cohorts cohorts_of(InputFiles& files, PeriodUnit unit, MeasureOptions options = {}) {
  options.keep_purchases = true;
  const Customers customers = measure_customers(files, options);
  const Timestamp as_of = customers.transactions->as_of;
  return find_cohorts(counted_purchases(*customers.purchases, as_of), unit, as_of,
                      customers.table.groups);
}

Cohorts cohorts_of(const std::string& rows, PeriodUnit unit, const MeasureOptions& options = {}) {
  const test::TempDir folder;
  InputFiles files({folder.write("data.csv", "order,customer,date,amount,country\n" + rows)}, {});
  return cohorts_of(files, unit, options);
}

// Customer 1 buys in January (twice), February and April; 2 in January; 3 in February and March.
constexpr const char* kRows =
    "a,1,2011-01-10,10.00,x\n"
    "b,1,2011-01-31,1.00,x\n"
    "c,2,2011-01-15,4.00,y\n"
    "d,1,2011-02-28,2.50,x\n"
    "d,1,2011-03-01,0.50,x\n"
    "e,3,2011-02-01,8.00,y\n"
    "f,3,2011-03-31,1.00,y\n"
    "g,1,2011-04-02,3.00,x\n";

TEST(Cohorts, CountWhoComesBackByAge) {
  const Cohorts cohorts = cohorts_of(kRows, PeriodUnit::month);
  EXPECT_EQ(cohorts.as_of, day("2011-04-03"));
  EXPECT_TRUE(cohorts.last_is_partial);
  ASSERT_EQ(cohorts.cohorts.size(), 2U);
  const Cohort& january = cohorts.cohorts[0];
  EXPECT_EQ(january.name, "2011-01");
  EXPECT_EQ(january.customers, 2);
  ASSERT_EQ(january.ages.size(), 4U);
  EXPECT_EQ(january.ages[0].active, 2);
  EXPECT_EQ(january.ages[0].orders, 3);
  EXPECT_EQ(january.ages[0].revenue, decimal("15.00"));
  EXPECT_EQ(january.ages[1].active, 1);
  EXPECT_EQ(january.ages[1].orders, 1);
  EXPECT_EQ(january.ages[2].active, 1) << "a row of order d is in March";
  EXPECT_EQ(january.ages[2].orders, 0) << "order d began in February";
  EXPECT_EQ(january.ages[2].revenue, decimal("0.50"));
  EXPECT_EQ(january.ages[3].cumulative, decimal("21.00"));
  EXPECT_TRUE(cohorts.is_partial(january, 3));
  EXPECT_FALSE(cohorts.is_partial(january, 2));
  const Cohort& february = cohorts.cohorts[1];
  ASSERT_EQ(february.ages.size(), 3U);
  EXPECT_EQ(february.ages[1].active, 1);
  EXPECT_EQ(february.ages[2].active, 0);
  // Of age 2 only January's is complete; of age 3 none.
  ASSERT_EQ(cohorts.mean.size(), 4U);
  EXPECT_EQ(cohorts.mean[1].customers, 3);
  EXPECT_EQ(cohorts.mean[1].sums.active, 2);
  EXPECT_EQ(cohorts.mean[2].customers, 2);
  EXPECT_EQ(cohorts.mean[3].customers, 0);
}

TEST(Cohorts, APeriodInWhichTheDataBeginIsNotComplete) {
  const Cohorts years =
      cohorts_of("a,1,2010-12-01,5.00,x\nb,1,2011-12-31,1.00,x\n", PeriodUnit::year);
  EXPECT_TRUE(years.first_is_partial);
  EXPECT_TRUE(years.is_partial(years.cohorts[0], 0));
  EXPECT_FALSE(years.is_partial(years.cohorts[0], 1));
  EXPECT_EQ(years.mean[0].customers, 0);
  EXPECT_EQ(years.mean[1].customers, 1);
  // A month that begins with days without sales is complete.
  EXPECT_FALSE(cohorts_of("a,1,2010-12-03,5.00,x\n", PeriodUnit::month).first_is_partial);
}

TEST(Cohorts, OfGroupsAreApart) {
  MeasureOptions options;
  options.cleaning.load.group_column = "country";
  const Cohorts cohorts = cohorts_of(kRows, PeriodUnit::quarter, options);
  ASSERT_EQ(cohorts.cohorts.size(), 2U);
  EXPECT_EQ(cohorts.cohorts[0].group, "x");
  EXPECT_EQ(cohorts.cohorts[0].customers, 1);
  EXPECT_EQ(cohorts.cohorts[1].group, "y");
  EXPECT_EQ(cohorts.cohorts[1].customers, 2);
  EXPECT_EQ(cohorts.cohorts[1].ages[0].revenue, decimal("13.00"));
}

TEST(Cohorts, APeriodThatEndsAtTheAsOfDateIsComplete) {
  MeasureOptions options;
  options.cleaning.rules.as_of = day("2011-05-01");
  const Cohorts cohorts = cohorts_of(kRows, PeriodUnit::month, options);
  EXPECT_FALSE(cohorts.last_is_partial);
  EXPECT_EQ(period_name(cohorts.unit, cohorts.last_period), "2011-04");
  options.cleaning.rules.as_of = day("2011-06-10");
  const Cohorts later = cohorts_of(kRows, PeriodUnit::month, options);
  EXPECT_TRUE(later.last_is_partial) << "nobody bought in May and June until the 10th";
  ASSERT_EQ(later.cohorts[0].ages.size(), 6U);
  EXPECT_EQ(later.cohorts[0].ages[4].active, 0);
}

TEST(Cohorts, OfOnlineRetailAreThoseOfPandas) {
  const std::string shared = std::string(RFMSEG_SOURCE_DIR) + "/../shared/";
  std::ifstream oracle(shared + "oracle/online_retail_cohorts.csv");
  if (!oracle) GTEST_SKIP() << "no shared/oracle/online_retail_cohorts.csv";
  InputFiles files({shared + "data/online_retail.csv.gz"}, {});
  const Cohorts cohorts = cohorts_of(files, PeriodUnit::month);
  std::string line;
  std::getline(oracle, line);
  std::size_t row = 0;
  for (; std::getline(oracle, line); ++row) {
    ASSERT_LT(row, cohorts.cohorts.size());
    const Cohort& cohort = cohorts.cohorts[row];
    std::string ours = cohort.name;
    for (std::size_t age = 0; age < 13; ++age) {
      ours += ',';
      if (age < cohort.ages.size()) ours += std::to_string(cohort.ages[age].active);
    }
    if (line.ends_with('\r')) line.pop_back();
    EXPECT_EQ(ours, line);
  }
  EXPECT_EQ(row, cohorts.cohorts.size());
}

}  // namespace
}  // namespace rfmseg
