#include "csv/row_reader.hpp"

#include <gtest/gtest.h>

#include "csv/csv_file.hpp"
#include "support/csv_text.hpp"
#include "support/sanitizer.hpp"

namespace rfmseg {
namespace {

using test::CsvText;
using test::fields_of;
using test::kBlockSizes;
using test::read_rows;
using test::ReadRow;

using Fields = std::vector<std::vector<std::string>>;
using ReadRows = std::vector<ReadRow>;

/// The rows of `text`, which are the same for every block size.
ReadRows rows_of(std::string_view text, std::optional<char> delimiter = std::nullopt) {
  CsvText csv;
  const ReadRows rows = read_rows(*csv.open(text, {delimiter, kBlockSizes.back()}));
  for (const std::size_t block_size : kBlockSizes) {
    EXPECT_EQ(read_rows(*csv.open(text, {delimiter, block_size})), rows) << block_size;
  }
  return rows;
}

TEST(RowReader, ReadsPlainRows) {
  EXPECT_EQ(rows_of("a,b\n1,2\n3,\n,4\n , 5 \n"), (ReadRows{{2, "1,2", "", {"1", "2"}},
                                                            {3, "3,", "", {"3", ""}},
                                                            {4, ",4", "", {"", "4"}},
                                                            {5, " , 5 ", "", {" ", " 5 "}}}));
}

TEST(RowReader, ReadsQuotedFields) {
  EXPECT_EQ(fields_of("a,b\n\"1\",\"two, too\"\n\"say \"\"hi\"\"\",\"\"\n\"\"\"\",\"\"\"\"\"\"\n"),
            (Fields{{"1", "two, too"}, {"say \"hi\"", ""}, {"\"", "\"\""}}));
  EXPECT_EQ(fields_of("a;b\n\"1;1\";2\n"), (Fields{{"1;1", "2"}}));
}

TEST(RowReader, ReadsNewlinesInsideQuotes) {
  EXPECT_EQ(rows_of("a,b\n\"1\n1\",2\n3,\"4\r\n\n4\"\n5,6\n"),
            (ReadRows{{2, "\"1\n1\",2", "", {"1\n1", "2"}},
                      {4, "3,\"4\r\n\n4\"", "", {"3", "4\r\n\n4"}},
                      {7, "5,6", "", {"5", "6"}}}));
}

TEST(RowReader, TakesStrayQuotesAsText) {
  EXPECT_EQ(fields_of("a,b\n7\" FRAME,it\"s\n\"a\"b,\"c\" \n\"d\"e\"f\",1\n"),
            (Fields{{"7\" FRAME", "it\"s"}, {"ab", "c "}, {"de\"f\"", "1"}}));
}

TEST(RowReader, ReadsCrlfLines) {
  EXPECT_EQ(rows_of("a,b\r\n1,2\r\n\"3\",\"4\"\r\n\r\n5,6"),
            (ReadRows{{2, "1,2", "", {"1", "2"}},
                      {3, "\"3\",\"4\"", "", {"3", "4"}},
                      {5, "5,6", "", {"5", "6"}}}));
}

TEST(RowReader, ALoneCarriageReturnIsText) {
  EXPECT_EQ(fields_of("a,b\n1\r1,2\r\r\n\"3\r\",\"4\r\"\n\"5\",\"6\r\"\r\n7,\"8\"\r"),
            (Fields{{"1\r1", "2\r"}, {"3\r", "4\r"}, {"5", "6\r"}, {"7", "8"}}));
}

TEST(RowReader, BlankLinesAreNoRows) {
  EXPECT_EQ(rows_of("a,b\n\n  \n1,2\n\t\r\n\r\n3,4\n\n"),
            (ReadRows{{4, "1,2", "", {"1", "2"}}, {7, "3,4", "", {"3", "4"}}}));
}

TEST(RowReader, AWordlessLineWithDelimitersOrQuotesIsARow) {
  EXPECT_EQ(rows_of("a\tb\n\t\n"), (ReadRows{{2, "\t", "", {"", ""}}}));
  EXPECT_EQ(rows_of("a,b\n\"\"\n"),
            (ReadRows{{2, "\"\"", "too few columns (1 instead of 2)", {}}}));
  EXPECT_EQ(rows_of("a\n\"\"\n\n1\n"), (ReadRows{{2, "\"\"", "", {""}}, {4, "1", "", {"1"}}}));
}

TEST(RowReader, ReadsOtherDelimiters) {
  EXPECT_EQ(fields_of("a;b\n1,5;2\n"), (Fields{{"1,5", "2"}}));
  EXPECT_EQ(fields_of("a\tb\n1,5\t2 \n"), (Fields{{"1,5", "2 "}}));
  EXPECT_EQ(fields_of("a|b\n1|2\n"), (Fields{{"1", "2"}}));
  EXPECT_EQ(fields_of("a:b\n1:2\n", {':'}), (Fields{{"1", "2"}}));
}

TEST(RowReader, SaysWhatIsWrongWithARowAndReadsOn) {
  using namespace std::string_literals;
  EXPECT_EQ(
      rows_of("a,b,c\n1,2\n1,2,3,4\nx\n1,\0,3\n1,2\x1f,3\n\"1\x1f\",2,3\n1,\"2\n2\"\n1,2,3\n"s),
      (ReadRows{
          {2, "1,2", "too few columns (2 instead of 3)", {}},
          {3, "1,2,3,4", "too many columns (4 instead of 3)", {}},
          {4, "x", "too few columns (1 instead of 3)", {}},
          {5, "1,\0,3"s, "invalid bytes (NUL, control characters, or not in the encoding)", {}},
          {6, "1,2\x1f,3", "invalid bytes (NUL, control characters, or not in the encoding)", {}},
          {7,
           "\"1\x1f\",2,3",
           "invalid bytes (NUL, control characters, or not in the encoding)",
           {}},
          {8, "1,\"2\n2\"", "too few columns (2 instead of 3)", {}},
          {10, "1,2,3", "", {"1", "2", "3"}}}));
}

TEST(RowReader, OtherControlBytesAreText) {
  EXPECT_EQ(fields_of("a,b\n\x01\x1e,\x7f\xC2\x85\n"), (Fields{{"\x01\x1e", "\x7f\xC2\x85"}}));
}

TEST(RowReader, GivesTheWantedColumnsOnly) {
  CsvText csv;
  const auto file = csv.open("a,b,c,d\n1,2,3,4\n");
  RowReader rows(*file, {3, -1, 0, 3, -1});
  Block block;
  ASSERT_TRUE(file->next(block));
  rows.start(block);
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.field(0), "4");
  EXPECT_EQ(rows.field(1), "");
  EXPECT_EQ(rows.field(2), "1");
  EXPECT_EQ(rows.field(3), "4") << "wanted twice";
  EXPECT_EQ(rows.field(4), "");
  EXPECT_FALSE(rows.next());
  EXPECT_FALSE(rows.next());
}

TEST(RowReader, QuotesOfOtherColumnsAreReadOnlyWhenAskedFor) {
  CsvText csv;
  const auto file = csv.open(
      "a,b,c,d\n1,\"2, \"\"x\"\"\",3,4\n1,2,\"3 \"\"\"\"\",\"4\"\n1,\"2\",3,\"4\"\n1,2,3,4\n");
  RowReader rows(*file, {0, 2}, OtherColumns::skip);
  Block block;
  ASSERT_TRUE(file->next(block));
  rows.start(block);
  const Fields expected = {{"1", "2, \"x\"", "3", "4"},
                           {"1", "2", "3 \"\"", "4"},
                           {"1", "2", "3", "4"},
                           {"1", "2", "3", "4"}};
  for (const auto& fields : expected) {
    ASSERT_TRUE(rows.next());
    EXPECT_TRUE(rows.good());
    EXPECT_EQ(rows.field(0), fields[0]);
    EXPECT_EQ(rows.field(1), fields[2]);
    rows.read_other_columns();
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(rows.column(i), fields[i]);
    EXPECT_EQ(rows.field(1), fields[2]);
  }
  EXPECT_FALSE(rows.next());
}

TEST(RowReader, ACarriageReturnAfterAPlainRowIsNoText) {
  CsvText csv;
  const auto file = csv.open("a,b,c\r\n1,2,3\r\n4,\"5\",6\r\n7,8,\r\n7,\"8\",9\n");
  RowReader rows(*file, {0, 2}, OtherColumns::skip);
  Block block;
  ASSERT_TRUE(file->next(block));
  rows.start(block);
  const Fields expected = {{"1", "3"}, {"4", "6"}, {"7", ""}, {"7", "9"}};
  for (const auto& fields : expected) {
    ASSERT_TRUE(rows.next());
    EXPECT_TRUE(rows.good());
    EXPECT_EQ(rows.field(0), fields[0]);
    EXPECT_EQ(rows.field(1), fields[1]);
  }
  EXPECT_FALSE(rows.next());
}

TEST(RowReader, FieldsKeepTheirNewlines) {
  CsvText csv;
  const auto file = csv.open("a,b\n\"1\n1\",\"2\n2\"\n");
  RowReader rows(*file, {1});
  Block block;
  ASSERT_TRUE(file->next(block));
  rows.start(block);
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.field(0), "2\n2");
}

TEST(RowReader, RecordTextIsTheSameHoweverFieldsAreQuoted) {
  CsvText csv;
  const auto file = csv.open("a,b\n1,2\n\"1\",\"2\"\r\n1,\"2\"\n1,2 \n12,\n");
  RowReader rows(*file, {0});
  Block block;
  ASSERT_TRUE(file->next(block));
  rows.start(block);
  std::vector<std::string> texts;
  std::string buffer;
  while (rows.next()) texts.emplace_back(rows.record_text(buffer));
  ASSERT_EQ(texts.size(), 5U);
  EXPECT_EQ(texts[0], texts[1]);
  EXPECT_EQ(texts[0], texts[2]);
  EXPECT_NE(texts[0], texts[3]);
  EXPECT_NE(texts[0], texts[4]);
}

TEST(RowReader, RawRecordsAndFieldsMayBeAskedForSomeRowsOnly) {
  CsvText csv;
  std::string text = "a,b\n";
  for (int i = 0; i < 100; ++i) text += i % 3 == 0 ? "\"x\n\",1\n" : "bad\n\n";
  const auto expected = read_rows(*csv.open(text));
  const auto file = csv.open(text);
  RowReader rows(*file, {0, 1});
  Block block;
  std::size_t i = 0;
  while (file->next(block)) {
    rows.start(block);
    for (; rows.next(); ++i) {
      if (i % 7 == 0) {
        EXPECT_EQ(rows.raw_record(), expected[i].raw);
        EXPECT_EQ(rows.raw_record(), expected[i].raw) << "again";
      }
      if (i % 5 == 0 && rows.good()) {
        EXPECT_EQ(rows.column(1), expected[i].fields[1]);
      }
      if (i % 11 == 0) {
        EXPECT_EQ(rows.line(), expected[i].line);
      }
    }
  }
  EXPECT_EQ(i, expected.size());
}

TEST(RowReader, ReadsManyColumns) {
  constexpr int kColumns = 100'000;
  std::string header;
  std::string row;
  for (int i = 0; i < kColumns; ++i) {
    const char* const end = i + 1 < kColumns ? "," : "\n";
    header.append("c").append(std::to_string(i)).append(end);
    row.append(std::to_string(i)).append(end);
  }
  CsvText csv;
  const auto file = csv.open(header + row + "1,2\n" + row);
  RowReader rows(*file, {99'999, 7});
  Block block;
  int good = 0;
  while (file->next(block)) {
    rows.start(block);
    while (rows.next()) {
      if (!rows.good()) {
        EXPECT_EQ(rows.problem(), "too few columns (2 instead of 100000)");
        continue;
      }
      EXPECT_EQ(rows.field(0), "99999");
      EXPECT_EQ(rows.field(1), "7");
      ++good;
    }
  }
  EXPECT_EQ(good, 2);
}

TEST(RowReader, ReadsAMebibyteOfQuotes) {
  CsvText csv;
  const std::string quotes(1 << 20, '"');
  const auto rows = read_rows(*csv.open("a\n" + quotes + "\n"));
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].fields[0], quotes.substr(0, quotes.size() / 2 - 1));
}

TEST(RowReader, ReadsMillionsOfUselessLinesInNoTime) {
  RFMSEG_SKIP_UNDER_THREAD_SANITIZER();
  CsvText csv;
  std::string text = "a,b\n" + std::string(3'000'000, '\n');
  for (int i = 0; i < 500'000; ++i) text += i % 2 == 0 ? "x\n" : "\x1f\n";
  const auto file = csv.open(text + "1,2\n");
  RowReader rows(*file, {0});
  Block block;
  std::size_t read = 0;
  std::uint64_t line = 0;
  while (file->next(block)) {
    rows.start(block);
    for (; rows.next(); ++read) line = rows.line();
  }
  EXPECT_EQ(read, 500'001U);
  EXPECT_EQ(line, 3'500'002U);
}

}  // namespace
}  // namespace rfmseg
