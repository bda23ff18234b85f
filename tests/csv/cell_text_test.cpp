#include "csv/xlsx/cell_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace rfmseg {
namespace {

std::string number(std::string_view text) {
  std::string field;
  append_number_field(field, text);
  return field;
}

std::string date(std::string_view serial, CellNumber format = CellNumber::date_time,
                 FirstDay first_day = FirstDay::in_1900) {
  std::string field;
  append_date_field(field, serial, format, first_day);
  return field;
}

std::string text(std::string_view content) {
  std::string field;
  append_text_field(field, content);
  return field;
}

TEST(CellText, NumbersAreAsSpreadsheetsShowThem) {
  // Excel writes the digits of the double; what was typed is the shorter number.
  EXPECT_EQ(number("0.84999999999999998"), "0.85");
  EXPECT_EQ(number("2.5499999999999998"), "2.55");
  EXPECT_EQ(number("-11062.059999999999"), "-11062.06");
  EXPECT_EQ(number("0.30000000000000004"), "0.3");
  EXPECT_EQ(number("99.989999999999995"), "99.99");
  EXPECT_EQ(number("1234567.8899999999"), "1234567.89");
  EXPECT_EQ(number("1.2E-3"), "0.0012");
  EXPECT_EQ(number("1.5E+3"), "1500");
  EXPECT_EQ(number("5E-15"), "0.000000000000005");
  EXPECT_EQ(number("1e300"), "1e+300");
}

TEST(CellText, NumbersOfFewDigitsAndWholeOnesStayAsTheyAre) {
  for (const char* same : {"0", "12", "-3", "2.50", "17850.0", "0.85", "123456789.012345",
                           // ids, which are longer than what Excel calculates with
                           "1234567890123456", "98765432109876543210"}) {
    EXPECT_EQ(number(same), same);
  }
  EXPECT_EQ(number("no,number"), "\"no,number\"");
  EXPECT_EQ(number("."), ".");
}

TEST(CellText, DatesAreRoundedToTheSecond) {
  // 2010-12-01 08:26 is 40513 + 506/1440.
  EXPECT_EQ(date("40513.351388888892"), "2010-12-01 08:26:00");
  EXPECT_EQ(date("40513.35138888889"), "2010-12-01 08:26:00");
  EXPECT_EQ(date("40513.999999"), "2010-12-02 00:00:00");
  EXPECT_EQ(date("40513"), "2010-12-01 00:00:00");
  EXPECT_EQ(date("40513", CellNumber::date), "2010-12-01");
  EXPECT_EQ(date("40513.5", CellNumber::date), "2010-12-01 12:00:00");
  EXPECT_EQ(date("2958465", CellNumber::date), "9999-12-31");
  EXPECT_EQ(date("2958466", CellNumber::date), "2958466") << "no date in Excel either";
  EXPECT_EQ(date("-1", CellNumber::date), "-1");
}

TEST(CellText, DaysBeforeMarch1900AreThoseOfExcelWhichKnowsAFebruary29) {
  EXPECT_EQ(date("1", CellNumber::date), "1900-01-01");
  EXPECT_EQ(date("59", CellNumber::date), "1900-02-28");
  EXPECT_EQ(date("61", CellNumber::date), "1900-03-01");
}

TEST(CellText, DaysMayBeCountedFrom1904) {
  EXPECT_EQ(date("0", CellNumber::date, FirstDay::in_1904), "1904-01-01");
  EXPECT_EQ(date("39051.351388888892", CellNumber::date_time, FirstDay::in_1904),
            "2010-12-01 08:26:00");
}

TEST(CellText, TimesAloneHaveNoDate) {
  EXPECT_EQ(date("0.351388888888889", CellNumber::time), "08:26:00");
  EXPECT_EQ(date("40513.351388888892", CellNumber::time), "2010-12-01 08:26:00")
      << "a date that is not shown";
  EXPECT_EQ(date("1.25", CellNumber::duration), "30:00:00");
}

TEST(CellText, TextsAreFieldsOfOneLine) {
  EXPECT_EQ(text("WHITE MUG"), "WHITE MUG");
  EXPECT_EQ(text("7\" FRAME, RED"), "\"7\"\" FRAME, RED\"");
  EXPECT_EQ(text("two\r\nlines"), "two  lines");
  EXPECT_EQ(text("a_x000D_b_x005F_x0041_"), "a b_x0041_");
  EXPECT_EQ(text("_x20AC_5_x00E9_"), "\u20AC5\u00E9");
  EXPECT_EQ(text("_xD83D_ _x12_ _xZZZZ_ _x"), "_xD83D_ _x12_ _xZZZZ_ _x");
  EXPECT_EQ(text(" \t "), "") << "blank";
}

TEST(NumberFormatCode, DatesAreKnownByTheirLetters) {
  using enum CellNumber;
  for (const char* code : {"yyyy-mm-dd", "d/m/yy", "mmm\\-yy", "[$-409]d\\-mmm\\-yyyy;@", "m",
                           "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "\"on \"dd"}) {
    EXPECT_EQ(parse_number_format(code), date) << code;
  }
  for (const char* code : {"yyyy-mm-dd hh:mm", "m/d/yyyy\\ h:mm AM/PM", "DD.MM.YYYY HH:MM:SS"}) {
    EXPECT_EQ(parse_number_format(code), date_time) << code;
  }
  for (const char* code : {"h:mm", "mm:ss.0", "h AM/PM"}) {
    EXPECT_EQ(parse_number_format(code), time) << code;
  }
  for (const char* code : {"[h]:mm", "[mm]:ss"}) {
    EXPECT_EQ(parse_number_format(code), duration) << code;
  }
  for (const char* code :
       {"General", "0.00", "#,##0.00\\ \"days\"", "[Red]-0.00", "0.00E+00", "[$USD] #,##0", "@", "",
        "0\\d", "_-* #,##0.00\\ _m_-", "[<100]0;0", "\"unclosed dd"}) {
    EXPECT_EQ(parse_number_format(code), CellNumber::number) << code;
  }
}

TEST(NumberFormatCode, FormatsWithoutCodeAreKnownByNumber) {
  using enum CellNumber;
  // ECMA-376, part 1, 18.8.30.
  EXPECT_EQ(builtin_number_format(0), CellNumber::number);
  EXPECT_EQ(builtin_number_format(4), CellNumber::number);
  EXPECT_EQ(builtin_number_format(14), date);
  EXPECT_EQ(builtin_number_format(17), date);
  EXPECT_EQ(builtin_number_format(18), time);
  EXPECT_EQ(builtin_number_format(22), date_time);
  EXPECT_EQ(builtin_number_format(45), time);
  EXPECT_EQ(builtin_number_format(46), duration);
  EXPECT_EQ(builtin_number_format(49), CellNumber::number);
}

}  // namespace
}  // namespace rfmseg
