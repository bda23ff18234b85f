#include "report/people_dates.hpp"

#include <gtest/gtest.h>

namespace rfmseg {
namespace {

TEST(PeopleDates, AreWrittenWithMonthsAsWords) {
  EXPECT_EQ(people_date("2011-12-07"), "7 Dec 2011");
  EXPECT_EQ(people_date("2011-12-07T00:00:00"), "7 Dec 2011");
  EXPECT_EQ(people_date("2011-12-07T15:52:09"), "7 Dec 2011, 15:52");
  EXPECT_EQ(people_date("2011-12"), "Dec 2011");
  EXPECT_EQ(people_date("2011-Q4"), "Q4 2011");
  EXPECT_EQ(people_date("2011-W49"), "W49 2011");
}

TEST(PeopleDates, WhatIsNotADateStays) {
  for (const char* text : {"", "2011", "2011-13", "2011-00-07", "run 7", "2011-12-07.csv",
                           "2011-12-7", "12345-12-07", "2011-12-07T15:52"}) {
    EXPECT_EQ(people_date(text), text);
  }
}

TEST(PeopleDates, InASentenceOnlyWholeWordsAreDates) {
  EXPECT_EQ(people_dates_in("From 2011-10-01 to 2011-12-01T12:30:00. (2011-12)"),
            "From 1 Oct 2011 to 1 Dec 2011, 12:30. (Dec 2011)");
  EXPECT_EQ(people_dates_in("in 2011-12: 5"), "in Dec 2011: 5");
  EXPECT_EQ(people_dates_in("2011-12*"), "Dec 2011*");
  EXPECT_EQ(people_dates_in("until 2011-12-01."), "until 1 Dec 2011.");
  for (const char* text :
       {"orders-2011-12.csv", "2011-12-01.csv", "a2011-12", "dir/2011-12-01", "2011-12-01-final",
        "2011-12_old", "1.2011-12", "at:2011-12", "2011-12:x"}) {
    EXPECT_EQ(people_dates_in(text), text);
  }
}

TEST(PeopleDates, OfATable) {
  const Table table =
      people_dates_in(Table{{{"Segment", Align::left}, {"2011-11"}}, {{{"2011-12-24", "5"}}}});
  EXPECT_EQ(table.columns[1].title, "Nov 2011");
  EXPECT_EQ(table.rows[0].cells[0], "24 Dec 2011");
  EXPECT_EQ(table.rows[0].cells[1], "5");
}

}  // namespace
}  // namespace rfmseg
