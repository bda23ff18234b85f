#include "sql/date_pattern.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <regex>

#include "sql/number_pattern.hpp"

namespace rfmseg::sql {
namespace {

TEST(RealDatePattern, MatchesTheDaysThatExist) {
  const std::regex real(real_date_pattern());
  // Years of every rule of leap years.
  for (const int year : {1600, 1700, 1899, 1900, 1996, 1999, 2000, 2004, 2011, 2100, 2400}) {
    for (unsigned month = 0; month <= 13; ++month) {
      for (unsigned day = 0; day <= 32; ++day) {
        const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                               std::chrono::day(day)};
        EXPECT_EQ(std::regex_match(fmt::format("{}-{}-{}", year, month, day), real), date.ok())
            << year << '-' << month << '-' << day;
        EXPECT_EQ(std::regex_match(fmt::format("{:04}-{:02}-{:02} 8:26", year, month, day), real),
                  date.ok());
      }
    }
  }
}

TEST(RealDatePattern, MatchesTimesOfADay) {
  const std::regex real(real_date_pattern());
  for (const char* text : {"2010-12-1 8:26", "2010-12-01T23:59:59", "2010-12-01 00:00:00.125"}) {
    EXPECT_TRUE(std::regex_match(text, real)) << text;
  }
  for (const char* text : {"2010-12-1 24:00", "2010-12-1 8:60", "2010-12-1 8", "2010-12-1 8:26 PM",
                           "2010-12-01T10:00:00Z", "2010-12-01 10:00:00+01:00", "now"}) {
    EXPECT_FALSE(std::regex_match(text, real)) << text;
  }
}

TEST(DatePattern, IsOfNumbersWithALongYear) {
  for (const char* format : {"%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y", "%m/%d/%Y %H:%M",
                             "%d.%m.%Y", "%Y%m%d", "%Y/%m/%d"}) {
    EXPECT_TRUE(find_date_pattern(format)) << format;
  }
  for (const char* format : {"%d/%m/%y", "%s", "Excel serial days", "%d %b %Y", "day-first",
                             "%m/%d/%Y %I:%M %p", "%Y-%d-%m"}) {
    EXPECT_FALSE(find_date_pattern(format)) << format;
  }
}

TEST(DatePattern, GivesTheOrderThatDatabasesRead) {
  const Dialect& duckdb = dialect_of(SqlDialect::duckdb);
  EXPECT_EQ(find_date_pattern("%Y-%m-%d")->iso("x", duckdb), "x");
  EXPECT_EQ(find_date_pattern("%Y/%m/%d")->iso("x", duckdb), "REPLACE(x, '/', '-')");
  EXPECT_EQ(find_date_pattern("%d.%m.%Y %H:%M")->iso("x", duckdb),
            "SUBSTR(SPLIT_PART(x, '.', 3), 1, 4) || '-' || SPLIT_PART(x, '.', 2) || '-' || "
            "SPLIT_PART(x, '.', 1) || SUBSTR(SPLIT_PART(x, '.', 3), 5)");
  EXPECT_EQ(find_date_pattern("%m/%d/%Y")->iso("x", duckdb),
            "SUBSTR(SPLIT_PART(x, '/', 3), 1, 4) || '-' || SPLIT_PART(x, '/', 1) || '-' || "
            "SPLIT_PART(x, '/', 2) || SUBSTR(SPLIT_PART(x, '/', 3), 5)");
  EXPECT_EQ(find_date_pattern("%Y%m%d")->iso("x", duckdb),
            "SUBSTR(x, 1, 4) || '-' || SUBSTR(x, 5, 2) || '-' || SUBSTR(x, 7, 2) || SUBSTR(x, 9)");
}

TEST(NumberPatterns, TakeWhatFitsTheDecimalsOfAQuery) {
  const NumberPatterns patterns = number_patterns('.');
  const std::regex plain(patterns.plain), thousands(patterns.with_thousands);
  for (const char* text :
       {"0", "-12.50", "+7", ".5", "12.", "123456789012.123456", "1.50000000000", "000012"}) {
    EXPECT_TRUE(std::regex_match(text, plain)) << text;
  }
  for (const char* text :
       {"", ".", "-", "1e5", "NaN", "1234567890123", "1.1234567", "1,50", "(3)", "5 EUR"}) {
    EXPECT_FALSE(std::regex_match(text, plain)) << text;
  }
  EXPECT_TRUE(std::regex_match("1,234,567.50", thousands));
  EXPECT_FALSE(std::regex_match("12,34,567.50", thousands));
  EXPECT_FALSE(std::regex_match("1,50", thousands));
  EXPECT_TRUE(std::regex_match("-1.234,5", std::regex(number_patterns(',').with_thousands)));
  EXPECT_TRUE(std::regex_match("-1234,5", std::regex(number_patterns(',').plain)));
}

}  // namespace
}  // namespace rfmseg::sql
