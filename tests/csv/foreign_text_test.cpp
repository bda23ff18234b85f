#include "csv/foreign_text.hpp"

#include <gtest/gtest.h>

#include <string>

#include "csv/header.hpp"

namespace rfmseg {
namespace {

TEST(ForeignText, KnowsOtherFormats) {
  for (const char* text :
       {"<!DOCTYPE html>\n<html>", " <HTML><body>", "<table><tr>", "<?xml version=\"1.0\"?>",
        "%PDF-1.7\n", "[{\"order\": 1}]", "[\n{", "{\n\"order\": 1}"}) {
    EXPECT_NE(foreign_format(text), "") << text;
  }
  for (const char* text : {"", "a,b\n1,2\n", "<id>,date\n", "[id],date\n", "{id},date\n"}) {
    EXPECT_EQ(foreign_format(text), "") << text;
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
  EXPECT_EQ(title_length("a\nx,y,z\n", ','), 0U) << "no row follows";
  EXPECT_EQ(title_length("a\n1,2,3\n4,5,6\n", ','), 0U) << "numbers are no names";
  std::string long_title;
  for (int i = 0; i < 40; ++i) long_title += "x\n";
  EXPECT_EQ(title_length(long_title + header, ','), 0U) << "40 lines are looked at";
}

}  // namespace
}  // namespace rfmseg
