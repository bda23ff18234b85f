#include "csv/stray_quote.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>

#include "csv/row_reader.hpp"
#include "rfmseg/error.hpp"
#include "support/csv_text.hpp"

namespace rfmseg {
namespace {

using test::CsvText;
using test::kBlockSizes;
using test::ReadRow;

const std::string kStray =
    "the quote that opens here is not closed before the next rows (hint: write a quote in the text "
    "twice)";

struct QuoteReading {
  std::vector<ReadRow> rows;
  std::vector<std::string> warnings;
  std::optional<std::uint64_t> escapes_from_line;
  friend bool operator==(const QuoteReading&, const QuoteReading&) = default;
};

/// What a file of this text is, which is the same for every block size.
QuoteReading contents_of(const std::string& text) {
  CsvText csv;
  QuoteReading contents;
  for (const std::size_t block_size : kBlockSizes) {
    const auto file = csv.open(text, {std::nullopt, block_size});
    QuoteReading now{test::read_rows(*file), {}, file->escapes_from_line()};
    for (const Message& warning : file->warnings()) {
      now.warnings.push_back(warning.text().substr(csv.path().size()));
    }
    if (block_size == kBlockSizes.front()) contents = now;
    EXPECT_EQ(now, contents) << block_size;
  }
  return contents;
}

/// The numbers of the rows that are good: their first fields.
std::vector<std::string> good_rows(const QuoteReading& contents) {
  std::vector<std::string> numbers;
  for (const ReadRow& row : contents.rows) {
    if (row.problem.empty()) numbers.push_back(row.fields.front());
  }
  return numbers;
}

std::string rows_from(int first, int last, const std::string& rest = ",x,3,4\n") {
  std::string rows;
  for (int i = first; i <= last; ++i) rows += std::to_string(i) + rest;
  return rows;
}

const std::string kFourNames = "n,b,c,d\n";

TEST(StrayQuote, LosesItsOwnLineOnly) {
  // Closed by nothing, by a quoted field, by another stray one, by one in a text, far below.
  for (const std::string& rest :
       {std::string(), std::string("100,\"y\",3,4\n"), std::string("100,\"y,3,4\n"),
        std::string("100,7\",3,4\n"), std::string("100,y,3,\"4\"\n")}) {
    const std::string text = kFourNames + rows_from(1, 9) + "10,\"MUG,3,4\n" + rows_from(11, 50) +
                             rest + rows_from(101, 130);
    const QuoteReading contents = contents_of(text);
    const bool next_is_stray = rest == "100,\"y,3,4\n";
    const std::size_t lost = next_is_stray ? 2 : 1;
    EXPECT_EQ(good_rows(contents).size() + lost,
              static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) - 1)
        << rest;
    EXPECT_EQ(contents.rows[9], (ReadRow{11, "10,\"MUG,3,4", kStray, {}}));
    EXPECT_EQ(contents.rows[10].fields.front(), "11");
    EXPECT_TRUE(contents.warnings.empty());
  }
}

TEST(StrayQuote, IsFoundInAFewLines) {
  // Two rows that would be one, of the right width.
  EXPECT_EQ(good_rows(contents_of(kFourNames + "1,\"x,3,4\n2,y\",3,4\n3,z,3,4\n")),
            (std::vector<std::string>{"2", "3"}));
  // A quoted text that lacks its end, and has a comma: the next quote is not followed by one.
  EXPECT_EQ(good_rows(contents_of(kFourNames + "1,\"x, y,3,4\n2,\"z\",3,4\n")),
            (std::vector<std::string>{"2"}));
  // The last line but one.
  EXPECT_EQ(good_rows(contents_of(kFourNames + "1,\"x,3,4\n2,y,3,4")),
            (std::vector<std::string>{"2"}));
  // The last line.
  for (const std::string end : {"\n", "", "\n\n"}) {
    const QuoteReading last = contents_of(kFourNames + "1,x,3,4\n2,\"x,3,4" + end);
    EXPECT_EQ(good_rows(last), (std::vector<std::string>{"1"}));
    EXPECT_EQ(last.rows.back(), (ReadRow{3, "2,\"x,3,4", kStray, {}}));
  }
  // All fields quoted, one of them not to its end.
  EXPECT_EQ(good_rows(contents_of(kFourNames + "\"1\",\"x\",\"3\",\"4\n\"2\",\"y\",\"3\",\"4\"\n")),
            (std::vector<std::string>{"2"}));
}

// Inches that are not doubled: each pair of such rows was one of the right width.
TEST(StrayQuote, InNeighboursDoesNotMakeThemOneRow) {
  const auto read = [](const std::string& a, const std::string& b) {
    const QuoteReading contents = contents_of(kFourNames + rows_from(1, 3) + "4,3," + a + "\n5,3," +
                                              b + "\n" + rows_from(6, 9));
    EXPECT_EQ(contents.rows.size(), 9U) << a << ' ' << b;
    return good_rows(contents);
  };
  const std::vector<std::string> others = {"1", "2", "3", "6", "7", "8", "9"};
  EXPECT_EQ(read("\"FRAME 7\"\",Rome", "\"FRAME 9\"\",Rome"), others);
  EXPECT_EQ(read("Rome,\"x", "Rome,\"y"), others);
  EXPECT_EQ(read("Rome,\"", "Rome,\""), others);
  EXPECT_EQ(read("Rome,\"\"\"", "Rome,\"\"\""), others);
}

TEST(StrayQuote, TextsOfSeveralLinesAreRead) {
  std::string note;
  for (int i = 0; i < 40; ++i) note += "a line, with a comma\n";
  const QuoteReading contents = contents_of(
      kFourNames + "1,\"Main St 5\r\nSuite 3, Rome\",3,4\r\n2,x,3,\"" + note +
      "\"\n\"3\n\",\"a\n\nb\n\",3,\"c\nd\"\n\"4\nb\",2,3,4\n5,\"7\"\" wide,\nred\",3,4\n");
  EXPECT_EQ(good_rows(contents), (std::vector<std::string>{"1", "2", "3\n", "4\nb", "5"}));
  EXPECT_TRUE(contents.warnings.empty());
  EXPECT_EQ(contents.rows[1].fields.back(), note);
}

TEST(StrayQuote, ARowInsideATextIsAWarning) {
  const QuoteReading contents =
      contents_of(kFourNames + "1,\"was:\n0,y,3,4\nnot so,\nsorry\",3,4\n2,\"a,b,c,d\nx\",3,4\n");
  EXPECT_EQ(good_rows(contents), (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(
      contents.warnings,
      (std::vector<std::string>{":2: this row continues to line 5: lines inside its quotes have as "
                                "many columns as the header, but are read as text; so are those of "
                                "1 other row (hint: write a quote in the text twice)"}));
}

TEST(StrayQuote, AMalformedRowOfSeveralLinesStaysOne) {
  const QuoteReading contents =
      contents_of(kFourNames + "1,\"a\nb\",3\n\"Made by X\non Friday\"\n2,x,3,4\n");
  EXPECT_EQ(contents.rows.size(), 3U);
  EXPECT_EQ(contents.rows[0], (ReadRow{2, "1,\"a\nb\",3", "too few columns (3 instead of 4)", {}}));
}

TEST(EscapedQuotes, AreReadFromTheFirstRowThatShowsThem) {
  // Beyond the 64 KiB that are looked at first.
  const std::string plain = rows_from(1, 9000);
  for (const std::string& second :
       {std::string("9002,\"RULER 12\\\"\",3,4\n"), std::string("9002,x,3,4\n"), std::string()}) {
    const QuoteReading contents = contents_of(kFourNames + plain + "9001,\"RULER 12\\\"\",3,4\n" +
                                              second + rows_from(9003, 9004));
    EXPECT_EQ(good_rows(contents).size(), second.empty() ? 9003U : 9004U);
    EXPECT_EQ(contents.rows[9000].fields,
              (std::vector<std::string>{"9001", "RULER 12\"", "3", "4"}));
    EXPECT_EQ(contents.escapes_from_line, 9002U);
  }
  EXPECT_EQ(contents_of(kFourNames + plain + "9001,\"RULER 12\\\"\",3,4").rows.back().fields[1],
            "RULER 12\"")
      << "the last row, without a newline";
  const QuoteReading within = contents_of(kFourNames + plain + "9001,\"12\\\" RULER, RED\",3,4\n");
  EXPECT_EQ(within.rows.back().fields[1], "12\" RULER, RED");
  EXPECT_EQ(contents_of(kFourNames + "1,\"RULER 12\\\"\",3,4\n").escapes_from_line, 1U);
}

TEST(EscapedQuotes, ABackslashBeforeAClosingQuoteIsText) {
  const QuoteReading contents = contents_of(kFourNames + rows_from(1, 9000) +
                                            "9001,\"C:\\dir\\\",3,4\n9002,\"C:\\\",3,4,5\n");
  EXPECT_EQ(contents.rows[9000].fields[1], "C:\\dir\\");
  EXPECT_FALSE(contents.escapes_from_line);
}

/// Every line is that of one row, blank, or after the quote that ends reading.
RC_GTEST_PROP(StrayQuote, NoLineIsLost, ()) {
  std::string body;
  for (const auto& piece :
       *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
           "1,x,3,4\n", "2,\"x\",3,4\n", "3,\"x,3,4\n", "4,x\",3,4\n", "5,\"a\nb\",3,4\n", "\n",
           ",", "\"", "\\\"", "\n", "6,\"a\\\"\",3,4\n", "\"7\",\"x\",\"3\",\"4\"\n"))) {
    body += piece;
  }
  body += "9,x,3,4\n";
  CsvText csv;
  const auto file = csv.open(kFourNames + body, {',', 100});
  RowReader reader(*file, {});
  Block block;
  std::uint64_t next = 2;
  const auto is_blank = [&](std::uint64_t line) {
    std::size_t at = 0;
    for (std::uint64_t i = 2; i < line; ++i) at = body.find('\n', at) + 1;
    return body[at] == '\n';
  };
  try {
    while (file->next(block)) {
      reader.start(block);
      while (reader.next()) {
        for (; next < reader.line(); ++next) RC_ASSERT(is_blank(next));
        RC_ASSERT(next == reader.line());
        next += reader.lines();
      }
    }
    RC_ASSERT(next == 2 + static_cast<std::uint64_t>(std::count(body.begin(), body.end(), '\n')));
  } catch (const DataError&) {  // a quote that is never closed, or one in the header's width only
  }
}

}  // namespace
}  // namespace rfmseg
