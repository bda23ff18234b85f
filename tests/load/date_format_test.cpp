// The formats of --date-format.

#include <gtest/gtest.h>

#include "rfmseg/error.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

std::string read(std::string_view format, std::string_view text) {
  const auto time = TimestampParser(format).parse(text);
  return time ? to_string(*time) : "nothing";
}

std::string refusal(std::string_view format) {
  return test::thrown<UsageError>([&] { TimestampParser parser(format); });
}

TEST(DateFormat, ReadsYearMonthAndDay) {
  EXPECT_EQ(read("%d.%m.%Y", "07.12.2011"), "2011-12-07T00:00:00");
  EXPECT_EQ(read("%d.%m.%Y", "7.1.2011"), "2011-01-07T00:00:00");
  EXPECT_EQ(read("%Y%m%d", "20111207"), "2011-12-07T00:00:00");
  EXPECT_EQ(read("%m/%e/%y", "12/ 7/11"), "2011-12-07T00:00:00");
  EXPECT_EQ(read("%e/%m/%y", "7/12/69"), "1969-12-07T00:00:00");
  EXPECT_EQ(read("%Y/%j", "2011/341"), "2011-12-07T00:00:00");
  EXPECT_EQ(read("%F", "2011-12-07"), "2011-12-07T00:00:00");
  EXPECT_EQ(read("%D", "12/07/11"), "2011-12-07T00:00:00");
}

TEST(DateFormat, ReadsNames) {
  EXPECT_EQ(read("%d %b %Y", "7 Dec 2011"), "2011-12-07T00:00:00");
  EXPECT_EQ(read("%d %B %Y", "7 DECEMBER 2011"), "2011-12-07T00:00:00");
  EXPECT_EQ(read("%d-%h-%y", "07-sep-11"), "2011-09-07T00:00:00");
  EXPECT_EQ(read("%d-%b-%y", "07-May-11"), "2011-05-07T00:00:00");
  EXPECT_EQ(read("%a, %d %b %Y", "Wed, 07 Dec 2011"), "2011-12-07T00:00:00");
  EXPECT_EQ(read("%d %b %Y", "7 déc. 2011"), "2011-12-07T00:00:00");
  EXPECT_EQ(read("%d. %B %Y", "7. Dezember 2011"), "2011-12-07T00:00:00");
  EXPECT_EQ(read("%b.%d.%Y", "Sept.7.2011"), "2011-09-07T00:00:00");
  EXPECT_EQ(read("%A %d %B %Y", "wednesday 7 december 2011"), "2011-12-07T00:00:00");
  for (const char* bad : {"7 De 2011", "7 Dece 2011", "7 12 2011", "7  2011"}) {
    EXPECT_EQ(read("%d %b %Y", bad), "nothing") << bad;
  }
}

TEST(DateFormat, ReadsTimes) {
  EXPECT_EQ(read("%d/%m/%Y %H:%M", "07/12/2011 15:52"), "2011-12-07T15:52:00");
  EXPECT_EQ(read("%d/%m/%Y %H:%M", "07/12/2011 5:02"), "2011-12-07T05:02:00");
  EXPECT_EQ(read("%F %T", "2011-12-07 15:52:09"), "2011-12-07T15:52:09");
  EXPECT_EQ(read("%FT%R", "2011-12-07T15:52"), "2011-12-07T15:52:00");
  EXPECT_EQ(read("%F %r", "2011-12-07 03:52:09 PM"), "2011-12-07T15:52:09");
  EXPECT_EQ(read("%F %I%p", "2011-12-07 12am"), "2011-12-07T00:00:00");
  EXPECT_EQ(read("%F %l.%M", "2011-12-07  3.52"), "2011-12-07T03:52:00");
  EXPECT_EQ(read("%F %k.%M", "2011-12-07  3.52"), "2011-12-07T03:52:00");
  EXPECT_EQ(read("%F %H:%M:%S.%f", "2011-12-07 15:52:09.123456"), "2011-12-07T15:52:09");
  EXPECT_EQ(read("%FT%T%z", "2011-12-07T23:30:00-0500"), "2011-12-08T04:30:00");
  EXPECT_EQ(read("%FT%T%z!", "2011-12-07T23:30:00+05!"), "2011-12-07T18:30:00");
  EXPECT_EQ(read("%Y%m%d%H%M%S", "20111207155209"), "2011-12-07T15:52:09");
}

TEST(DateFormat, ReadsSecondsSince1970) {
  EXPECT_EQ(read("%s", "1323273120"), "2011-12-07T15:52:00");
  EXPECT_EQ(read("%s", "-1"), "1969-12-31T23:59:59");
  EXPECT_EQ(read("@%s", "@0"), "1970-01-01T00:00:00");
  EXPECT_EQ(read("%s", "1323273120999"), "2011-12-07T15:52:00") << "milliseconds";
  EXPECT_EQ(read("%s", "1323273120999999"), "2011-12-07T15:52:00") << "microseconds";
  for (const char* bad :
       {"", "-", "1.5", "13232731201234", "13232731201234567", "999999999999", "-999999999999"}) {
    EXPECT_EQ(read("%s", bad), "nothing") << bad;
  }
}

TEST(DateFormat, ReadsTheRarerDirectives) {
  EXPECT_EQ(read("%c", "Wed Dec  7 15:52:09 2011"), "2011-12-07T15:52:09");
  EXPECT_EQ(read("%x %X", "12/07/11 15:52:09"), "2011-12-07T15:52:09");
  EXPECT_EQ(read("%C%y-%m-%d", "1911-12-07"), "1911-12-07T00:00:00");
  EXPECT_EQ(read("%y-%m-%d of %C", "11-12-07 of 19"), "1911-12-07T00:00:00");
  EXPECT_EQ(read("%F %u %w %U %W %V %G %g", "2011-12-07 3 3 49 49 49 2011 11"),
            "2011-12-07T00:00:00");
  EXPECT_EQ(read("%F %T %Z", "2011-12-07 15:52:09 CET"), "2011-12-07T14:52:09");
  EXPECT_EQ(read("%F %T %Z", "2011-12-07 15:52:09 XYZ"), "2011-12-07T15:52:09")
      << "of an unknown zone the time that the till's clock showed";
  EXPECT_EQ(read("%F %T %Z", "2011-12-07 15:52:09 1"), "nothing");
  EXPECT_EQ(read("%Ey-%Om-%Od", "11-12-07"), "2011-12-07T00:00:00");
  EXPECT_EQ(read("%F %I:%M %P", "2011-12-07 03:52 pm"), "2011-12-07T15:52:00");
}

TEST(DateFormat, ExcelIsOne) {
  EXPECT_EQ(read("excel", "40884.5"), "2011-12-07T12:00:00");
  EXPECT_EQ(read("excel", "2011-12-07"), "nothing");
}

TEST(DateFormat, AnOrderMayBeGivenWithoutSeparators) {
  EXPECT_EQ(read("month-first", "11-08-2016"), "2016-11-08T00:00:00");
  EXPECT_EQ(read("month-first", "6/12/2016"), "2016-06-12T00:00:00");
  EXPECT_EQ(read("day-first", "6.12.16"), "2016-12-06T00:00:00");
  EXPECT_EQ(read("day-first", "6.13.16"), "nothing");
}

TEST(DateFormat, BlanksInTheFormatMeetAnyNumberOfBlanks) {
  for (const char* text : {"7 12 2011", "7   12 2011", "7\t12 2011", "712 2011"}) {
    EXPECT_EQ(read("%d %m%n%Y", text),
              text == std::string_view("712 2011") ? "nothing" : "2011-12-07T00:00:00")
        << text;
  }
}

TEST(DateFormat, LiteralsHaveToStandThere) {
  EXPECT_EQ(read("%d. of %m %% %Y", "7. of 12 % 2011"), "2011-12-07T00:00:00");
  EXPECT_EQ(read("%d. of %m %% %Y", "7, of 12 % 2011"), "nothing");
  EXPECT_EQ(read("%%%F", "%2011-12-07"), "2011-12-07T00:00:00");
}

TEST(DateFormat, RefusesValuesThatAreNone) {
  for (const char* bad :
       {"", "7.12", "7.12.11", "7.12.20111", "31.2.2011", "32.12.2011", "7.13.2011", "0.12.2011",
        "7.0.2011", "7.12.2011x", "x7.12.2011", "7/12/2011", "a.b.c"}) {
    EXPECT_EQ(read("%d.%m.%Y", bad), "nothing") << bad;
  }
  EXPECT_EQ(read("%Y-%j", "2011-366"), "nothing");
  EXPECT_EQ(read("%Y-%j", "2012-366"), "2012-12-31T00:00:00");
  EXPECT_EQ(read("%Y-%j", "2012-0"), "nothing");
  EXPECT_EQ(read("%F %H:%M", "2011-12-07 24:00"), "nothing");
  EXPECT_EQ(read("%F %H:%M", "2011-12-07 23:60"), "nothing");
  EXPECT_EQ(read("%F %I:%M", "2011-12-07 13:00"), "nothing");
}

TEST(DateFormat, AFormatWithoutTimeAlsoReadsValuesWithOne) {
  EXPECT_EQ(read("%d/%m/%Y", "07/12/2011 15:52"), "2011-12-07T15:52:00");
  EXPECT_EQ(read("%d.%m.%Y", "07.12.2011 3:52:09 pm"), "2011-12-07T15:52:09");
  EXPECT_EQ(read("%Y%m%d", "20111207T15:52"), "2011-12-07T15:52:00");
  EXPECT_EQ(read("%d/%m/%Y", "07/12/2011 15:52:00+02:00"), "2011-12-07T13:52:00");
  EXPECT_EQ(read("%d/%m/%Y", "07/12/2011 at noon"), "nothing");
  EXPECT_EQ(read("%d/%m/%Y", "07/12/2011 15:52 pm"), "2011-12-07T15:52:00");
  EXPECT_EQ(read("%d/%m/%Y", "07/12/2011 15:52 am"), "nothing");
  EXPECT_EQ(read("%d/%m/%Y %H:%M", "07/12/2011 15:52:09"), "nothing") << "the format says minutes";
  EXPECT_EQ(read("%d/%m/%Y %H:%M", "07/12/2011"), "nothing");
}

TEST(DateFormat, KeepsTheFormatForMessages) {
  EXPECT_EQ(TimestampParser("%D %R").format(), "%D %R");
}

TEST(DateFormat, RefusesFormatsThatDoNotSayTheDay) {
  const std::string end = "' must contain year, month and day (for example %d/%m/%Y %H:%M)";
  for (const std::string format :
       {"", "%H:%M", "%Y-%m", "%m/%d", "%d %b", "%Y %d", "%j", "d/m/Y"}) {
    EXPECT_EQ(refusal(format), "date format '" + format + end);
  }
}

TEST(DateFormat, RefusesDirectivesItDoesNotKnow) {
  EXPECT_EQ(refusal("%Y-%m-%d %Q"),
            "date format '%Y-%m-%d %Q': unknown directive %Q (known: %Y %y %C %m %d %e %b %B %j %H "
            "%I %M %S %f %p %a %A %z %Z %s %F %D %T %R %r %c %x %X %%)");
  EXPECT_EQ(refusal("%Y-%m-%d %"), "date format '%Y-%m-%d %' ends with a single %");
  EXPECT_TRUE(refusal("%Y-%m-%d %\n")
                  .starts_with("date format '%Y-%m-%d %\\x0A': unknown directive %\\x0A "));
}

}  // namespace
}  // namespace rfmseg
