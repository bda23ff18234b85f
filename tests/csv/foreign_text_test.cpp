#include "csv/foreign_text.hpp"

#include <gtest/gtest.h>

#include <string>

#include "csv/header.hpp"

namespace rfmseg {
namespace {

TEST(ForeignText, KnowsOtherFormats) {
  for (const char* text :
       {"<!DOCTYPE html>\n<html>", " <HTML><body>", "<table><tr>", "<?xml version=\"1.0\"?>",
        "%PDF-1.7\n", "[{\"order\": 1}]", "[\n{", "{\n\"order\": 1}",
        "| a | b |\n|---|:--|\n| 1 | 2 |\n", "+----+---+\n| id | x |\n+----+---+\n",
        " id | x \n----+---\n  1 | 2\n(1 row)\n", "shape: (1, 1)\n┌────┐\n│ id │\n"}) {
    EXPECT_NE(foreign_format(text), "") << text;
  }
  for (const char* text :
       {"", "a,b\n1,2\n", "<id>,date\n", "[id],date\n", "{id},date\n", "a|b\n-|-\n",
        "id|date\n---|----\n1|2\n", "Report\n------\na,b\n", "a|b\n1|2\n"}) {
    EXPECT_EQ(foreign_format(text), "") << text;
  }
}

TEST(ForeignText, KnowsColumnsThatBlanksAlign) {
  // As pandas 1.5 prints a frame, psql one without a border, and `column -t` a file.
  for (const char* text :
       {"   customer_id        date  amount\n0            1  2024-01-01    3.50\n"
        "1           12  2024-01-02   10.00\n\n[2 rows x 3 columns]\n",
        "id       name    total\n-- ---------- --------\n 7  Anna Blom 1,200.00\n"
        " 8        \xC3\x85sa     3.00\n",
        "id  date        amount\n7   2024-01-01  3\n12  2024-01-02  4.25"}) {
    EXPECT_TRUE(is_blank_aligned(text)) << text;
  }
  for (const char* text :
       {"name\nAnna Blom\nCarl Dahl\n", "customer full name\nAnna B. Blom\nCarl Dahl Jr\n",
        "Sales  report  2024\nOrder,Customer,Date\n1,a,2024-01-05\n2,b,2024-01-05\n",
        "one two three\n1   2   3\n", "Anna B Blom\nCarl D Dahl\nEmma F Falk\n",
        "a  b\n1  2\n3  4\n", ""}) {
    EXPECT_FALSE(is_blank_aligned(text)) << text;
  }
}

TEST(ForeignText, KnowsMacLines) {
  EXPECT_TRUE(has_mac_lines("a,b\r1,2\r"));
  EXPECT_FALSE(has_mac_lines("a,b\r\n1,2\r\n"));
  EXPECT_FALSE(has_mac_lines("a,b\n1,x\ry\n"));
  EXPECT_FALSE(has_mac_lines("a,b"));
}

TEST(ForeignText, BackslashQuotesAreKnownByWholeRecords) {
  EXPECT_TRUE(has_backslash_quotes("a,b\n\"RULER 12\\\"\",1\nMUG,2\n\"RULER 12\\\"\",3\n"));
  // A path ends in a backslash: the quote after it closes the field.
  EXPECT_FALSE(has_backslash_quotes("a,b\n\"C:\\dir\\\",1\n\"C:\\dir\\\",2\n"));
  EXPECT_FALSE(has_backslash_quotes("a,b\n\"12\"\" RULER\",1\n"));
  EXPECT_FALSE(has_backslash_quotes("a,b\n7\\\" FRAME,1\nMUG,2\n")) << "rows are whole both ways";
}

TEST(ForeignText, BackslashesBeforeQuotesBecomeQuotes) {
  std::string text = R"("a\"b","c\\",\")";
  bool after = false;
  // Byte by byte, as text that was read in parts.
  for (char& byte : text) after = double_escaped_quotes(&byte, 1, after);
  EXPECT_EQ(text, R"("a""b","c\\","")");
}

TEST(ForeignText, KnowsTheSeparatorLine) {
  EXPECT_EQ(separator_line("sep=;\na;b\n"), ';');
  EXPECT_EQ(separator_line("SEP=\t\r\na\tb\n"), '\t');
  EXPECT_EQ(separator_line("sep=;"), '\0') << "no line follows";
  EXPECT_EQ(separator_line("sep=;,a\n"), '\0');
}

TEST(Header, ATitleIsFoundByTheWidthOfTheHeader) {
  const std::string header = "Order,Customer,Date,Amount\n1,a,2024-01-05,40.00\n";
  EXPECT_EQ(title_length(header, std::nullopt), 0U);
  EXPECT_EQ(title_length("Sales report\nJanuary 2024,,\n\n" + header, std::nullopt), 29U);
  EXPECT_EQ(title_length("Sales report\n" + header, ','), 13U);
  EXPECT_EQ(title_length("a,b\n1,2\n", ','), 0U);
  EXPECT_EQ(title_length("\"\n=;a;b\n;;\",\"x\"\n" + header, std::nullopt), 0U)
      << "a first record of several lines";
  EXPECT_EQ(title_length("a\nx,y,z\n", ','), 0U) << "no row follows";
  EXPECT_EQ(title_length("a\n1,2,3\n4,5,6\n", ','), 0U) << "numbers are no names";
  std::string long_title;
  for (int i = 0; i < 40; ++i) long_title += "x\n";
  EXPECT_EQ(title_length(long_title + header, ','), 0U) << "40 lines are looked at";
}

}  // namespace
}  // namespace rfmseg
