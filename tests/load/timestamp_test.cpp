#include "rfmseg/load/timestamp.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace rfmseg {
namespace {

using Known = TimestampParser::Known;

/// The time that `text` says, as text; `nothing` when it says none.
std::string read(const TimestampParser& parser, std::string_view text) {
  const auto time = parser.parse(text);
  return time ? to_string(*time) : "nothing";
}
std::string iso(std::string_view text) {
  return read(TimestampParser(Known::iso), text);
}
std::string month_first(std::string_view text) {
  return read(TimestampParser(Known::month_first), text);
}
std::string day_first(std::string_view text) {
  return read(TimestampParser(Known::day_first), text);
}

TEST(Timestamp, ReadsIsoDatesAndTimes) {
  EXPECT_EQ(iso("2011-12-07"), "2011-12-07T00:00:00");
  EXPECT_EQ(iso("2011-12-07T15:52"), "2011-12-07T15:52:00");
  EXPECT_EQ(iso("2011-12-07 15:52:09"), "2011-12-07T15:52:09");
  EXPECT_EQ(iso("2011-12-07  9:05"), "2011-12-07T09:05:00");
  EXPECT_EQ(iso("2011-12-07t15:52:09.999999999999"), "2011-12-07T15:52:09");
  EXPECT_EQ(iso("2011-12-07T15:52:09,5"), "2011-12-07T15:52:09");
  EXPECT_EQ(iso("  2011-12-07\xC2\xA0"), "2011-12-07T00:00:00");
  EXPECT_EQ(iso("0001-01-01"), "0001-01-01T00:00:00");
  EXPECT_EQ(iso("9999-12-31T23:59:59"), "9999-12-31T23:59:59");
}

TEST(Timestamp, ReadsIsoOffsetsAsUtc) {
  EXPECT_EQ(iso("2011-12-07T15:52:00Z"), "2011-12-07T15:52:00");
  EXPECT_EQ(iso("2011-12-07T15:52:00 z"), "2011-12-07T15:52:00");
  EXPECT_EQ(iso("2011-12-07T23:30:00-05:00"), "2011-12-08T04:30:00");
  EXPECT_EQ(iso("2011-12-07T00:30+0130"), "2011-12-06T23:00:00");
  EXPECT_EQ(iso("2011-12-07 00:30:00.5 +01"), "2011-12-06T23:30:00");
  for (const char* bad : {"2011-12-07T15:52+1", "2011-12-07T15:52+24:00", "2011-12-07T15:52+01:60",
                          "2011-12-07T15:52+01:", "2011-12-07T15:52+01:0", "2011-12-07T15:52ZZ",
                          "2011-12-07Z", "0001-01-01T00:00+01:00", "9999-12-31T23:59-01:00"}) {
    EXPECT_EQ(iso(bad), "nothing") << bad;
  }
}

TEST(Timestamp, RefusesWhatIsNoIsoTime) {
  for (const char* bad : {"",
                          " ",
                          "2011",
                          "2011-12",
                          "2011-12-",
                          "2011-1-7",
                          "11-12-07",
                          "20111207",
                          "2011/12/07",
                          "2011-12-07T",

                          "2011-12-07x",
                          "2011-12-07T15",
                          "2011-12-07T15:5",
                          "2011-12-07T24:00",
                          "2011-12-07T15:60",
                          "2011-12-07T15:52:61",
                          "2011-12-07T15:52:0",
                          "2011-12-07T15:52:09.",
                          "-2011-12-07",
                          "0000-01-01",
                          "2011-12-07 15:52 AM",
                          "12/7/2011"}) {
    EXPECT_EQ(iso(bad), "nothing") << bad;
  }
}

TEST(Timestamp, RefusesDaysThatDoNotExist) {
  for (const char* bad : {"2011-02-29", "1900-02-29", "2011-04-31", "2011-00-10", "2011-13-10",
                          "2011-10-00", "2011-12-32"}) {
    EXPECT_EQ(iso(bad), "nothing") << bad;
  }
  EXPECT_EQ(iso("2012-02-29"), "2012-02-29T00:00:00");
  EXPECT_EQ(iso("2000-02-29"), "2000-02-29T00:00:00");
  EXPECT_EQ(month_first("2/30/2011"), "nothing");
  EXPECT_EQ(day_first("31/02/2011"), "nothing");
}

TEST(Timestamp, ALeapSecondIsTheLastOfItsMinute) {
  EXPECT_EQ(iso("2016-12-31T23:59:60"), "2016-12-31T23:59:59");
}

TEST(Timestamp, ReadsSlashedDates) {
  EXPECT_EQ(month_first("12/1/2010 8:26"), "2010-12-01T08:26:00");
  EXPECT_EQ(month_first("01/02/2010"), "2010-01-02T00:00:00");
  EXPECT_EQ(day_first("01/02/2010"), "2010-02-01T00:00:00");
  EXPECT_EQ(day_first("31/12/2010 23:59:58"), "2010-12-31T23:59:58");
  EXPECT_EQ(day_first("31/12/2010T23:59"), "2010-12-31T23:59:00");
  EXPECT_EQ(month_first("31/12/2010"), "nothing");
  EXPECT_EQ(day_first("12/31/2010"), "nothing");
  for (const char* bad : {"1/2", "1/2/", "1/2/3", "1/2/201", "1/2/20101", "1/2/2010x", "1/2/2010 8",
                          "1/2/2010 8:26 xm", "1/2/2010 8:26 PM x", "/2/2010", "001/2/2010",
                          "1-2-2010", "2010/1/2", "1/2/2010TT8:26"}) {
    EXPECT_EQ(month_first(bad), "nothing") << bad;
    EXPECT_EQ(day_first(bad), "nothing") << bad;
  }
}

TEST(Timestamp, ReadsYearsOfTwoDigitsAsPosixDoes) {
  EXPECT_EQ(month_first("12/1/10 8:26"), "2010-12-01T08:26:00");
  EXPECT_EQ(month_first("12/1/00"), "2000-12-01T00:00:00");
  EXPECT_EQ(month_first("12/1/68"), "2068-12-01T00:00:00");
  EXPECT_EQ(month_first("12/1/69"), "1969-12-01T00:00:00");
  EXPECT_EQ(month_first("12/1/99"), "1999-12-01T00:00:00");
}

TEST(Timestamp, ReadsHalvesOfTheDay) {
  EXPECT_EQ(month_first("12/1/2010 8:26 AM"), "2010-12-01T08:26:00");
  EXPECT_EQ(month_first("12/1/2010 8:26:05pm"), "2010-12-01T20:26:05");
  EXPECT_EQ(month_first("12/1/2010 12:00 AM"), "2010-12-01T00:00:00");
  EXPECT_EQ(month_first("12/1/2010 12:00 Pm"), "2010-12-01T12:00:00");
}

TEST(Timestamp, HoursOf24MayHaveAHalfOfTheDayThatAgrees) {
  EXPECT_EQ(month_first("12/1/2010 23:30 PM"), "2010-12-01T23:30:00");
  EXPECT_EQ(month_first("12/1/2010 13:00 PM"), "2010-12-01T13:00:00");
  EXPECT_EQ(month_first("12/1/2010 0:00 AM"), "2010-12-01T00:00:00");
  EXPECT_EQ(month_first("12/1/2010 13:00 AM"), "nothing");
  EXPECT_EQ(month_first("12/1/2010 0:00 PM"), "nothing");
  EXPECT_EQ(month_first("12/1/2010 24:00 PM"), "nothing");
}

TEST(Timestamp, KnownFormatsHaveNames) {
  EXPECT_EQ(TimestampParser(Known::iso).format(), "%Y-%m-%d %H:%M:%S");
  EXPECT_EQ(TimestampParser(Known::month_first).format(), "%m/%d/%Y");
  EXPECT_EQ(TimestampParser(Known::day_first).format(), "%d/%m/%Y");
}

TEST(Timestamp, WritesDatesAndFindsTheStartOfTheDay) {
  const auto time = *TimestampParser(Known::iso).parse("1969-12-31T23:59:59");
  EXPECT_EQ(to_date_string(time), "1969-12-31");
  EXPECT_EQ(to_string(start_of_day(time)), "1969-12-31T00:00:00");
  EXPECT_EQ(to_string(Timestamp{}), "1970-01-01T00:00:00");
}

RC_GTEST_PROP(Timestamp, WhatIsWrittenReadsAsItWas, ()) {
  const auto seconds = *rc::gen::inRange<std::int64_t>(-62'135'596'800, 253'402'300'799);
  const Timestamp time{std::chrono::seconds(seconds)};
  RC_ASSERT(TimestampParser(Known::iso).parse(to_string(time)) == time);
  RC_ASSERT(TimestampParser("%FT%T").parse(to_string(time)) == time);
}

RC_GTEST_PROP(Timestamp, NoTextIsTooNasty, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::element(
      '0', '1', '2', '9', '/', '-', ':', ' ', 'T', 'P', 'M', 'Z', '+', '.', '\xA0'));
  for (const Known known : {Known::iso, Known::month_first, Known::day_first}) {
    const auto time = TimestampParser(known).parse(text);
    if (time) {
      RC_ASSERT(TimestampParser(Known::iso).parse(to_string(*time)) == time);
    }
  }
}

}  // namespace
}  // namespace rfmseg
