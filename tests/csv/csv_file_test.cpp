#include "csv/csv_file.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "csv/row_reader.hpp"
#include "rfmseg/error.hpp"
#include "support/csv_text.hpp"
#include "support/packed.hpp"
#include "support/sanitizer.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::CsvText;
using test::kBlockSizes;
using test::read_rows;
using test::ReadRow;
using test::thrown;

using Names = std::vector<std::string>;

/// What opening and reading a file of this text fails with, its path as FILE; the same for every
/// block size.
std::string failure(std::string_view text, std::optional<char> delimiter = std::nullopt) {
  std::string message;
  for (const std::size_t block_size : kBlockSizes) {
    CsvText csv;
    const std::string now =
        test::with_path_as(thrown<DataError>([&] {
                             read_rows(*csv.open(text, {delimiter, block_size}));
                           }),
                           csv.path(), "FILE");
    if (message.empty()) message = now;
    EXPECT_EQ(now, message) << "block size " << block_size;
  }
  return message;
}

/// Header, delimiter and the line of the first row of a file of this text, for every block size.
struct Opened {
  Names header;
  char delimiter;
  std::uint64_t first_row_line;
  friend bool operator==(const Opened&, const Opened&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Opened& opened) {
    for (const std::string& name : opened.header) out << '[' << name << ']';
    return out << " by " << opened.delimiter << ", rows from line " << opened.first_row_line;
  }
};

Opened opened(std::string_view text, std::optional<char> delimiter = std::nullopt) {
  std::vector<Opened> all;
  for (const std::size_t block_size : kBlockSizes) {
    CsvText csv;
    const auto file = csv.open(text, {delimiter, block_size});
    const auto rows = read_rows(*file);
    all.push_back({file->header(), file->delimiter(), rows.empty() ? 0 : rows.front().line});
    EXPECT_EQ(all.back(), all.front()) << "block size " << block_size;
  }
  return all.front();
}

TEST(CsvFile, SaysThatBlanksAlignTheColumns) {
  const std::string text = "\nid  date        amount\n7   2024-01-01  3\n12  2024-01-02  4.25\n";
  EXPECT_EQ(
      failure(text),
      "FILE: is text in columns aligned with spaces (hint: write it as CSV, for example with psql "
      "--csv or pandas' to_csv(); if no cell contains a space: mlr --ipprint --ocsv cat FILE)");
  CsvText csv;
  EXPECT_EQ(csv.open("a b  c,d\n1    2,3\n4    5,6\n", {})->header(), (Names{"a b  c", "d"}));
}

TEST(CsvFile, ReadsTheHeader) {
  EXPECT_EQ(opened("a,b,c\n1,2,3\n"), (Opened{{"a", "b", "c"}, ',', 2}));
  EXPECT_EQ(opened("a,b\r\n1,2\r\n"), (Opened{{"a", "b"}, ',', 2}));
  EXPECT_EQ(opened("a\n1\n"), (Opened{{"a"}, ',', 2}));
  EXPECT_EQ(opened("a,b,\n1,2,3\n"), (Opened{{"a", "b", ""}, ',', 2}));
  EXPECT_EQ(opened(" a ,\tb\xC2\xA0\n1,2\n"), (Opened{{"a", "b"}, ',', 2}));
}

TEST(CsvFile, TakesAHeaderWithoutRows) {
  EXPECT_EQ(opened("a,b"), (Opened{{"a", "b"}, ',', 0}));
  EXPECT_EQ(opened("a,b\n"), (Opened{{"a", "b"}, ',', 0}));
  EXPECT_EQ(opened("a,b\r\n\r\n"), (Opened{{"a", "b"}, ',', 0}));
}

TEST(CsvFile, ReadsAQuotedHeader) {
  EXPECT_EQ(opened("\"a\",\"b, c\",\"d\"\"e\"\n1,2,3\n"), (Opened{{"a", "b, c", "d\"e"}, ',', 2}));
  EXPECT_EQ(opened("\"Customer\nID\",\"b\"\n1,2\n"), (Opened{{"Customer\nID", "b"}, ',', 3}));
  EXPECT_EQ(opened("\"a\";\"b, c\"\n1;2\n"), (Opened{{"a", "b, c"}, ';', 2}));
  EXPECT_EQ(opened("\"a,\n,,\";\"b\"\n1;2\n"), (Opened{{"a,\n,,", "b"}, ';', 3}));
}

TEST(CsvFile, FindsTheDelimiterInTheHeader) {
  EXPECT_EQ(opened("a;b;c\n1,5;2;3\n"), (Opened{{"a", "b", "c"}, ';', 2}));
  EXPECT_EQ(opened("a\tb\n1\t2\n"), (Opened{{"a", "b"}, '\t', 2}));
  EXPECT_EQ(opened("a|b\n1|2\n"), (Opened{{"a", "b"}, '|', 2}));
  EXPECT_EQ(opened("a,b;c,d\n1,2,3\n"), (Opened{{"a", "b;c", "d"}, ',', 2}));
  EXPECT_EQ(opened("Size 7\",b;c\n1,2\n"), (Opened{{"Size 7\"", "b;c"}, ',', 2}));
  EXPECT_EQ(opened("a;b"), (Opened{{"a", "b"}, ';', 0}));
}

TEST(CsvFile, TakesTheGivenDelimiter) {
  EXPECT_EQ(opened("a,b;c,d\n1;2\n", ';'), (Opened{{"a,b", "c,d"}, ';', 2}));
  EXPECT_EQ(opened("a:b\n1:2\n", ':'), (Opened{{"a", "b"}, ':', 2}));
  EXPECT_EQ(opened("a b\n1 2\n", ' '), (Opened{{"a", "b"}, ' ', 2}));
  CsvText csv;
  for (const char bad : {'"', '\n', '\r', '\0', '\x1f', '\x7f', '\xC3'}) {
    EXPECT_THROW(csv.open("a,b\n", {bad, 64}), UsageError) << static_cast<int>(bad);
  }
  EXPECT_EQ(thrown<UsageError>([&] {
              csv.open("a,b\n", {'\n', 64});
            }),
            "'\\x0A' cannot be a delimiter");
}

TEST(CsvFile, DropsTheByteOrderMark) {
  EXPECT_EQ(opened("\xEF\xBB\xBF"
                   "a,b\n1,2\n"),
            (Opened{{"a", "b"}, ',', 2}));
  EXPECT_EQ(opened("\xEF\xBB\xBF\"a\",b\n1,2\n"), (Opened{{"a", "b"}, ',', 2}));
  EXPECT_EQ(opened("\xEF\xBB\xBF\r\n\na,b\n1,2\n"), (Opened{{"a", "b"}, ',', 4}));
}

TEST(CsvFile, PassesOverBlankLinesBeforeTheHeader) {
  EXPECT_EQ(opened("\n\r\n  \n\t\na,b\n\n1,2\n"), (Opened{{"a", "b"}, ',', 7}));
  EXPECT_EQ(opened(std::string(100'000, '\n') + "a,b\n1,2\n"), (Opened{{"a", "b"}, ',', 100'002}));
}

TEST(CsvFile, RefusesAnEmptyFile) {
  const std::string message =
      "FILE: is empty (expected a header such as InvoiceNo,Quantity,InvoiceDate,UnitPrice,"
      "CustomerID)";
  for (const std::string_view text :
       {"", "\n", " ", "\r\n \t\n\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF\n"}) {
    EXPECT_EQ(failure(text), message) << '<' << text << '>';
  }
}

TEST(CsvFile, TakesBlankNamesForAHeaderWhateverComesAfterThem) {
  // A vertical tab is blank to whoever reads the names, but makes no line blank.
  EXPECT_EQ(opened("\t\n\v\r\t\n"), (Opened{{"", ""}, '\t', 0}));
  EXPECT_EQ(opened("\t\n\v\r\t\n1\t2\n"), (Opened{{"", ""}, '\t', 3}));
}

TEST(CsvFile, RefusesWhatIsNoCsv) {
  EXPECT_EQ(
      failure("PK\x03\x04..."),
      "FILE: is a damaged or truncated zip archive or workbook (hint: download or save it again)");
  EXPECT_EQ(failure(std::string("a\0,\0b\0\n", 7)),
            "FILE:1: NUL bytes in the header: is this a text file? (hint: encoding UTF-16LE if it "
            "is UTF-16 without a byte order mark)");
}

TEST(CsvFile, SaysWhereAQuoteOpensThatIsNeverClosed) {
  const std::string what =
      " the quote that opens here is never closed (hint: write a quote in the text twice)";
  EXPECT_EQ(failure("a,b\n1,2\n3,\"four\nfive\n"), "FILE:3:" + what);
  EXPECT_EQ(failure("a,b\n1,2\n\"3\n3\",\"four\nfive\n"), "FILE:4:" + what);
  EXPECT_EQ(failure("a,b\n1,2\n3,\""), "FILE:3:" + what);
  EXPECT_EQ(failure("\n\"a,b\n1,2\n"), "FILE:2:" + what);
  EXPECT_EQ(failure("\"a\nb\",\"c\n1,2\n"), "FILE:2:" + what);
}

TEST(CsvFile, GivesAllRowsBeforeARecordWithoutEnd) {
  for (const std::size_t block_size : kBlockSizes) {
    CsvText csv;
    const auto file = csv.open("a,b\n1,2\n3,4\n5,\"six\nseven\n", {std::nullopt, block_size});
    std::vector<ReadRow> rows;
    const std::string message = thrown<DataError>([&] { read_rows(*file, rows); });
    EXPECT_EQ(rows.size(), 2U) << block_size;
    Block block;
    EXPECT_EQ(thrown<DataError>([&] { (void)file->next(block); }), message) << "again the same";
  }
}

constexpr std::size_t kMiB = std::size_t{1} << 20;

/// How many rows a file has before its end or its first error, and the error.
std::pair<std::size_t, std::string> count_rows(CsvFile& file) {
  RowReader rows(file, {0});
  Block block;
  std::size_t count = 0;
  try {
    while (file.next(block)) {
      rows.start(block);
      while (rows.next()) ++count;
    }
  } catch (const DataError& error) {
    return {count, error.what()};
  }
  return {count, ""};
}

TEST(CsvFile, RefusesARecordBeyond8MiBWhateverTheBlockSize) {
  RFMSEG_SKIP_UNDER_THREAD_SANITIZER();
  // With lengths around the limit, so that all ways to find out have to agree on it.
  for (const bool quoted : {false, true}) {
    for (const bool too_long : {false, true}) {
      std::string record = quoted ? "1,\"" : "1,";
      record.resize(8 * kMiB + (too_long ? 1 : 0) - (quoted ? 1 : 0), 'x');
      if (quoted) record += '"';
      for (const bool ended : {false, true}) {
        const std::string text = "a,b\n1,2\n" + record + (ended ? "\n3,4\n" : "");
        for (const std::size_t block_size : {std::size_t{4096}, 64 * kMiB}) {
          CsvText csv;
          const auto file = csv.open(text, {std::nullopt, block_size});
          const auto [rows, error] = count_rows(*file);
          EXPECT_EQ(rows, too_long ? 1U : ended ? 3U : 2U);
          EXPECT_EQ(
              error,
              too_long
                  ? csv.path() +
                        ":3: the row that starts here is longer than 8 MiB (an unmatched quote?)"
                  : "");
        }
      }
    }
  }
}

TEST(CsvFile, RefusesAHeaderBeyond8MiB) {
  RFMSEG_SKIP_UNDER_THREAD_SANITIZER();
  const std::string message = ":2: the header is longer than 8 MiB (is this a CSV file?)";
  for (const std::string_view end : {"", "\n1\n"}) {
    CsvText csv;
    const std::string text = '\n' + std::string(9 * kMiB, 'x') + std::string(end);
    EXPECT_EQ(thrown<DataError>([&] { csv.open(text); }), csv.path() + message);
  }
}

TEST(CsvFile, PeekedBlocksComeAgain) {
  for (const std::size_t block_size : kBlockSizes) {
    CsvText csv;
    const std::string text = "a\n1\n2\n\"3\n3\"\n4\n5";
    const auto expected = read_rows(*csv.open(text, {std::nullopt, block_size}));
    const auto file = csv.open(text, {std::nullopt, block_size});
    EXPECT_EQ(file->next_sequence(), 0U);
    const Block* first = file->peek(0);
    ASSERT_NE(first, nullptr);
    const std::string first_text(first->text());
    (void)file->peek(2);
    EXPECT_EQ(file->peek(0)->text(), first_text);
    EXPECT_EQ(file->peek(100), nullptr);
    EXPECT_EQ(file->next_sequence(), 0U);
    EXPECT_EQ(read_rows(*file), expected);
    EXPECT_EQ(file->peek(0), nullptr);
  }
}

TEST(CsvFile, NumbersItsBlocks) {
  CsvText csv;
  const auto file = csv.open("number\n1\n\n2\n3\n", {std::nullopt, 1});
  Block block;
  for (const auto& [sequence, line] : {std::pair{0U, 2U}, {1U, 3U}, {2U, 4U}, {3U, 5U}}) {
    ASSERT_TRUE(file->next(block));
    EXPECT_EQ(block.sequence, sequence);
    EXPECT_EQ(block.first_line, line);
  }
  EXPECT_FALSE(file->next(block));
  EXPECT_FALSE(file->next(block));
}

TEST(CsvFile, ReadsMoreThan48MiBWithoutAFinalNewline) {
  RFMSEG_SKIP_UNDER_THREAD_SANITIZER();
  // The library alone hangs on such a file.
  const std::string row = "12345," + std::string(994, 'x') + '\n';
  const std::size_t count = 51'000;
  CsvText csv;
  std::string text = "id,text\n";
  text.reserve(count * row.size());
  for (std::size_t i = 0; i < count; ++i) text += row;
  text += "last,row";
  ASSERT_GT(text.size(), 48 * kMiB);
  for (const std::size_t block_size : {256 * kMiB, kMiB}) {
    ReadProgress progress;
    const auto file = csv.open(text, {std::nullopt, block_size, std::nullopt, &progress});
    RowReader rows(*file, {0});
    Block block;
    std::size_t read = 0;
    std::string last;
    while (file->next(block)) {
      rows.start(block);
      for (; rows.next(); ++read) last = rows.field(0);
    }
    EXPECT_EQ(read, count + 1);
    EXPECT_EQ(last, "last");
    EXPECT_EQ(progress.bytes, text.size());
  }
}

TEST(CsvFile, ReadsPackedFilesAlike) {
  const std::string text = "a,b\n1,\"2\n2\"\n3,4";
  CsvText csv;
  const auto expected = read_rows(*csv.open(text));
  ASSERT_EQ(expected.size(), 2U);
  for (const std::size_t block_size : kBlockSizes) {
    EXPECT_EQ(read_rows(*csv.open(test::gzipped(text), {std::nullopt, block_size})), expected);
    EXPECT_EQ(read_rows(*csv.open(test::zstandard(text), {std::nullopt, block_size})), expected);
  }
}

TEST(CsvFile, AQuoteThatSwallowsAFileFailsBeforeMuchIsRead) {
  RFMSEG_SKIP_UNDER_THREAD_SANITIZER();
  CsvText csv;
  ReadProgress progress;
  const auto file = csv.open("a\n\"" + std::string(50 * kMiB, 'x') + "\n",
                             {std::nullopt, kMiB, std::nullopt, &progress});
  Block block;
  EXPECT_THROW((void)file->next(block), DataError);
  EXPECT_LT(progress.bytes, 20 * kMiB);
}

TEST(CsvFile, FingerprintIsThatOfTheTextWhateverItsPacking) {
  // As `printf 'a,b\n1,2\n' | xxhsum -H2` says.
  constexpr std::string_view kExpected = "16d51c327d7d2547a793f8d7bbc4457a";
  for (const bool packed : {false, true}) {
    for (const std::size_t block_size : kBlockSizes) {
      const std::string path = ::testing::TempDir() + "rfmseg-fingerprint.csv";
      std::ofstream(path, std::ios::binary)
          << (packed ? test::gzipped("a,b\n1,2\n") : std::string("a,b\n1,2\n"));
      CsvOptions options;
      options.block_size = block_size;
      options.fingerprint = true;
      CsvFile file(path, options);
      Block block;
      while (file.next(block)) {
      }
      EXPECT_EQ(file.fingerprint(), kExpected) << packed << ' ' << block_size;
    }
  }
}

}  // namespace
}  // namespace rfmseg
