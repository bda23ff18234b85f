// The formats of dates that are recognised without being told, but for ISO 8601 and slashes.

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {
namespace {

using Known = TimestampParser::Known;

std::string read(Known known, std::string_view text) {
  const auto time = TimestampParser(known).parse(text);
  return time ? to_string(*time) : "nothing";
}

void expect_nothing(Known known, std::initializer_list<const char*> texts) {
  for (const char* text : texts) EXPECT_EQ(read(known, text), "nothing") << text;
}

TEST(KnownDates, Dashed) {
  EXPECT_EQ(read(Known::day_first_dashed, "07-12-2011"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::day_first_dashed, "7-12-2011 15:52"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::month_first_dashed, "12-7-2011 3:52 PM"), "2011-12-07T15:52:00");
  expect_nothing(Known::day_first_dashed,
                 {"07-12-11", "2011-12-07", "31-02-2011", "12-31-2011", "7/12/2011", "7-12-20111"});
  expect_nothing(Known::month_first_dashed, {"12-07-11", "31-12-2011", "12.31.2011"});
}

TEST(KnownDates, Dotted) {
  EXPECT_EQ(read(Known::dotted, "07.12.2011"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::dotted, "7.1.2011 9:05:06"), "2011-01-07T09:05:06");
  EXPECT_EQ(read(Known::dotted, "7.12.2011, 15:52:00"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::dotted, "07.12.11"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::dotted, "07.12.69"), "1969-12-07T00:00:00");
  expect_nothing(Known::dotted, {"12.31.2011", "29.02.2011", "7.12", "7.12.", "7.12.1", "7.12.201",
                                 "2011.12.07", "7.12.2011,", "7.12.2011 noon", "7/12/2011"});
}

TEST(KnownDates, YearFirst) {
  EXPECT_EQ(read(Known::year_first, "2011/12/07"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::year_first, "2011/1/5 8:26"), "2011-01-05T08:26:00");
  EXPECT_EQ(read(Known::year_first, "2011-1-5"), "2011-01-05T00:00:00");
  EXPECT_EQ(read(Known::year_first, "2011.12.07"), "2011-12-07T00:00:00");
  expect_nothing(Known::year_first, {"2011/12-07", "2011-12/07", "2011 12 07", "11/12/07", "2011",
                                     "2011/", "2011/13/01", "2011/02/29", "2011/1/5x"});
}

TEST(KnownDates, Compact) {
  EXPECT_EQ(read(Known::compact, "20111207"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::compact, "201112071552"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::compact, "20111207155209"), "2011-12-07T15:52:09");
  EXPECT_EQ(read(Known::compact, "20111207 1552"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::compact, "20111207T155209Z"), "2011-12-07T15:52:09");
  EXPECT_EQ(read(Known::compact, "20111207T155209.25+0130"), "2011-12-07T14:22:09");
  EXPECT_EQ(read(Known::compact, "20111207 15:52"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::compact, "20111207.0"), "2011-12-07T00:00:00") << "from a spreadsheet";
  expect_nothing(
      Known::compact,
      {"2011120", "201112070", "2011120715", "20111207155", "2011120715520", "20110229", "20111307",
       "20111200", "00001207", "20111207.5", "20111207.", "20111207T", "201112072460",
       "201112072400", "2011120715:52", "111207", "20111207155209.", "201112071552091"});
}

TEST(KnownDates, SecondsSince1970) {
  EXPECT_EQ(read(Known::epoch, "1323273120"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::epoch, "1323273120.0"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::epoch, "1323273120.999"), "2011-12-07T15:52:00") << "the second it is in";
  EXPECT_EQ(read(Known::epoch, "100000000"), "1973-03-03T09:46:40");
  EXPECT_EQ(read(Known::epoch, "9999999999"), "2286-11-20T17:46:39");
  expect_nothing(Known::epoch,
                 {"99999999", "10000000000", "1323273120000", "-1323273120", "0132327312",
                  "1323273120.", "1323273120.x", "1323273120 ago", "1.3e9", "+1323273120"});
}

TEST(KnownDates, ExcelSerials) {
  // 25569 is 1970-01-01 in every table of them; 40513 is the 14,944 days from there to 2010-12-01.
  EXPECT_EQ(read(Known::excel, "25569"), "1970-01-01T00:00:00");
  EXPECT_EQ(read(Known::excel, "40513"), "2010-12-01T00:00:00");
  EXPECT_EQ(read(Known::excel, "40513.0"), "2010-12-01T00:00:00");
  EXPECT_EQ(read(Known::excel, "40513.5"), "2010-12-01T12:00:00");
  EXPECT_EQ(read(Known::excel, "40513,25"), "2010-12-01T06:00:00");
  // 8:26 is 506 of 1440 minutes: 0.351388... of a day.
  EXPECT_EQ(read(Known::excel, "40513.35139"), "2010-12-01T08:26:00");
  EXPECT_EQ(read(Known::excel, "40513.351388888885"), "2010-12-01T08:26:00");
  EXPECT_EQ(read(Known::excel, "40513.351388888888888888"), "2010-12-01T08:26:00");
  EXPECT_EQ(read(Known::excel, "40513.999999"), "2010-12-02T00:00:00") << "the nearest second";
  EXPECT_EQ(read(Known::excel, "10000"), "1927-05-18T00:00:00");
  EXPECT_EQ(read(Known::excel, "99999"), "2173-10-13T00:00:00");
  expect_nothing(Known::excel, {"9999", "61", "100000", "09999", "-40513", "40513.", "40513.5x",
                                "4.0513e4", "40513 12:00", "40513.3513888888888888888"});
}

TEST(KnownDates, NamedMonths) {
  EXPECT_EQ(read(Known::named, "7 Dec 2011"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::named, "07-Dec-11"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::named, "07DEC2011"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::named, "7. December 2011 15:52"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::named, "Dec 7, 2011"), "2011-12-07T00:00:00");
  EXPECT_EQ(read(Known::named, "December 7, 2011, 3:52:09 PM"), "2011-12-07T15:52:09");
  EXPECT_EQ(read(Known::named, "Wed, 07 Dec 2011 15:52:00 +0100"), "2011-12-07T14:52:00");
  EXPECT_EQ(read(Known::named, "Wednesday 7 december 2011"), "2011-12-07T00:00:00");
  expect_nothing(Known::named,
                 {"7 Dec", "Dec 2011", "7 Dezember 2011", "31 Feb 2011", "Dec 72011", "Dec, 2011",
                  "7 Dec 2011 x", "7 12 2011", "WedDec 7 2011", "Soon 7 Dec 2011", "0 Dec 2011"});
}

TEST(KnownDates, OffsetsAreAppliedWhereverThereIsATime) {
  EXPECT_EQ(read(Known::month_first, "12/7/2011 11:30 PM -05:00"), "2011-12-08T04:30:00");
  EXPECT_EQ(read(Known::day_first, "7/12/2011 00:30+0130"), "2011-12-06T23:00:00");
  EXPECT_EQ(read(Known::dotted, "7.12.2011 15:52 Z"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::year_first, "2011/12/07 15:52:00+02"), "2011-12-07T13:52:00");
  EXPECT_EQ(read(Known::iso, "2011-12-07 15:52:00 UTC"), "2011-12-07T15:52:00");
  EXPECT_EQ(read(Known::named, "Wed, 07 Dec 2011 15:52:00 GMT"), "2011-12-07T15:52:00");
  expect_nothing(Known::dotted,
                 {"7.12.2011 Z", "7.12.2011 +02:00", "7.12.2011 15:52 CET", "7.12.2011 15:52 +25"});
}

TEST(KnownDates, EachSaysItsFormat) {
  EXPECT_EQ(TimestampParser(Known::dotted).format(), "%d.%m.%Y");
  EXPECT_EQ(TimestampParser(Known::day_first_dashed).format(), "%d-%m-%Y");
  EXPECT_EQ(TimestampParser(Known::month_first_dashed).format(), "%m-%d-%Y");
  EXPECT_EQ(TimestampParser(Known::year_first).format(), "%Y/%m/%d");
  EXPECT_EQ(TimestampParser(Known::compact).format(), "%Y%m%d");
  EXPECT_EQ(TimestampParser(Known::epoch).format(), "%s");
  EXPECT_EQ(TimestampParser(Known::excel).format(), "Excel serial days");
  EXPECT_EQ(TimestampParser(Known::named).format(), "%d %b %Y");
}

/// `time` in each of the formats that hold it to the second.
std::vector<std::pair<Known, std::string>> written(Timestamp time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  const int y = static_cast<int>(date.year());
  const unsigned m = static_cast<unsigned>(date.month());
  const unsigned d = static_cast<unsigned>(date.day());
  const std::string hms = fmt::format("{:02}:{:02}:{:02}", clock.hours().count(),
                                      clock.minutes().count(), clock.seconds().count());
  const auto seconds = time.time_since_epoch().count();
  // Ten decimals, as Excel itself shows: a second is 0.0000115 of a day.
  const auto tenths_of_nanodays = (seconds % 86'400) * 10'000'000'000 / 86'400;
  constexpr std::array<const char*, 12> kNames = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return {
      {Known::iso, fmt::format("{:04}-{:02}-{:02}T{}Z", y, m, d, hms)},
      {Known::month_first, fmt::format("{}/{}/{} {}", m, d, y, hms)},
      {Known::day_first, fmt::format("{:02}/{:02}/{} {}", d, m, y, hms)},
      {Known::month_first_dashed, fmt::format("{}-{}-{} {}", m, d, y, hms)},
      {Known::day_first_dashed, fmt::format("{}-{}-{} {}", d, m, y, hms)},
      {Known::dotted, fmt::format("{}.{}.{} {}", d, m, y, hms)},
      {Known::year_first, fmt::format("{}/{}/{} {}", y, m, d, hms)},
      {Known::compact, fmt::format("{}{:02}{:02}{:02}{:02}{:02}", y, m, d, clock.hours().count(),
                                   clock.minutes().count(), clock.seconds().count())},
      {Known::epoch, fmt::format("{}", seconds)},
      {Known::excel, fmt::format("{}.{:010}", seconds / 86'400 + 25'569, tenths_of_nanodays)},
      {Known::named, fmt::format("{} {}, {} {}", kNames[m - 1], d, y, hms)},
  };
}

RC_GTEST_PROP(KnownDates, WhatIsWrittenReadsAsItWas, ()) {
  // The times that seconds of nine or ten digits and days of five digits can say.
  const Timestamp time{
      std::chrono::seconds(*rc::gen::inRange<std::int64_t>(100'000'000, 6'400'000'000))};
  for (const auto& [known, text] : written(time)) {
    RC_LOG(text);
    RC_ASSERT(TimestampParser(known).parse(text) == time);
  }
}

RC_GTEST_PROP(KnownDates, NoTextIsOfTwoKinds, ()) {
  // But for the ones that the same characters may be: the other order, and ISO for year-first.
  const Timestamp time{
      std::chrono::seconds(*rc::gen::inRange<std::int64_t>(100'000'000, 6'400'000'000))};
  const auto kin = [](Known a, Known b) {
    return (a <= Known::day_first_dashed && b <= Known::day_first_dashed) ||
           (a == Known::iso && b == Known::year_first);
  };
  for (const auto& [known, text] : written(time)) {
    for (const auto& [other, unused] : written(time)) {
      if (other != known && !kin(known, other)) {
        RC_LOG(text);
        RC_ASSERT(!TimestampParser(other).parse(text));
      }
    }
  }
}

RC_GTEST_PROP(KnownDates, NoTextIsTooNasty, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::element(
      '0', '1', '2', '9', '/', '-', '.', ',', ':', ' ', 'T', 'P', 'M', 'Z', '+', 'J', 'a', 'n'));
  for (const auto& [known, unused] : written({})) {
    const auto time = TimestampParser(known).parse(text);
    if (time) RC_ASSERT(TimestampParser(Known::iso).parse(to_string(*time)) == time);
  }
}

}  // namespace
}  // namespace rfmseg
