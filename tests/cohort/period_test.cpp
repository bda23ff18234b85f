#include "rfmseg/cohort/period.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::day;

std::string name_on(PeriodUnit unit, std::string_view date) {
  return period_name(unit, period_of(unit, day(date)));
}

// Weeks by ISO 8601: 2010-01-03 is a Sunday of week 53 of 2009, 2008-12-29 a Monday of week 1 of
// 2009.
TEST(Period, HasTheNameOfTheCalendar) {
  EXPECT_EQ(name_on(PeriodUnit::week, "2010-01-03"), "2009-W53");
  EXPECT_EQ(name_on(PeriodUnit::week, "2010-01-04"), "2010-W01");
  EXPECT_EQ(name_on(PeriodUnit::week, "2008-12-29"), "2009-W01");
  EXPECT_EQ(name_on(PeriodUnit::week, "1970-01-01"), "1970-W01");
  EXPECT_EQ(name_on(PeriodUnit::week, "1969-12-28"), "1969-W52");
  EXPECT_EQ(name_on(PeriodUnit::month, "2011-12-31T23:59:59"), "2011-12");
  EXPECT_EQ(name_on(PeriodUnit::quarter, "2011-03-31"), "2011-Q1");
  EXPECT_EQ(name_on(PeriodUnit::quarter, "2011-10-01"), "2011-Q4");
  EXPECT_EQ(name_on(PeriodUnit::year, "0987-06-05"), "0987");
}

TEST(Period, FollowsTheOneBefore) {
  for (const PeriodUnit unit :
       {PeriodUnit::week, PeriodUnit::month, PeriodUnit::quarter, PeriodUnit::year}) {
    for (Timestamp time = day("1967-12-25"); time < day("1973-01-10");
         time += std::chrono::days(1)) {
      const PeriodNumber period = period_of(unit, time);
      EXPECT_LE(period_start(unit, period), time);
      EXPECT_GT(period_start(unit, period + 1), time);
      EXPECT_EQ(period_of(unit, period_start(unit, period + 1) - std::chrono::seconds(1)), period);
    }
  }
}

}  // namespace
}  // namespace rfmseg
