#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "csv/csv_file.hpp"
#include "rfmseg/error.hpp"
#include "support/csv_text.hpp"
#include "support/packed.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using namespace std::string_literals;
using test::CsvText;
using test::kBlockSizes;
using test::read_rows;
using test::ReadRow;

/// What a file says when it is read to the end.
struct DecodedFile {
  std::string encoding;
  std::optional<std::uint64_t> first_non_utf8;
  std::vector<std::string> rows;  ///< the fields with `|` between them, or what is wrong
  friend bool operator==(const DecodedFile&, const DecodedFile&) = default;
};

DecodedFile outcome_of(CsvFile& file) {
  DecodedFile outcome;
  for (const ReadRow& row : read_rows(file)) {
    std::string text = row.problem;
    for (const std::string& field : row.fields) text += (text.empty() ? "" : "|") + field;
    outcome.rows.push_back(text);
  }
  outcome.encoding = file.encoding();
  outcome.first_non_utf8 = file.first_line_not_utf8();
  return outcome;
}

/// The same for every block size, and packed.
DecodedFile outcome_of(const std::string& text, const std::optional<std::string>& encoding = {}) {
  CsvText csv;
  const auto outcome = [&](const std::string& bytes, std::size_t block_size) {
    return outcome_of(*csv.open(bytes, {std::nullopt, block_size, encoding}));
  };
  DecodedFile first = outcome(text, 1 << 20);
  for (const std::size_t block_size : kBlockSizes) {
    const DecodedFile now = outcome(text, block_size);
    EXPECT_EQ(now.rows, first.rows) << block_size;
    EXPECT_EQ(now.encoding, first.encoding) << block_size;
    EXPECT_EQ(now.first_non_utf8, first.first_non_utf8) << block_size;
  }
  EXPECT_EQ(outcome(test::gzipped(text), 7), first);
  return first;
}

/// ASCII as a wide encoding has it, with `before` and `after` zero bytes around each character.
std::string widened(std::string_view text, std::size_t before, std::size_t after) {
  std::string wide;
  for (const char c : text) {
    wide.append(before, '\0').append(1, c).append(after, '\0');
  }
  return wide;
}

const std::string kUnreadable = "invalid bytes (NUL, control characters, or not in the encoding)";
using Texts = std::vector<std::string>;

TEST(Encoding, Utf8IsTakenAsItIs) {
  const DecodedFile outcome = outcome_of("näme,b\nJosé,£5\n€,\xF0\x9F\x8D\xB0\n");
  EXPECT_EQ(outcome.rows, (Texts{"José|£5", "€|\xF0\x9F\x8D\xB0"}));
  EXPECT_EQ(outcome.encoding, "UTF-8");
  EXPECT_FALSE(outcome.first_non_utf8);
}

TEST(Encoding, Utf16AndUtf32AreKnownByTheirMarks) {
  const std::string text = "a,b\r\n1,\"x\ny\"\r\n";
  const Texts expected = {"1|x\ny"};
  const std::vector<std::pair<std::string, std::string>> files = {
      {"\xFF\xFE"s + widened(text, 0, 1) + "\xAC\x20"s + widened(",3", 0, 1), "UTF-16LE"},
      {"\xFE\xFF"s + widened(text, 1, 0) + "\x20\xAC"s + widened(",3", 1, 0), "UTF-16BE"},
      {"\xFF\xFE\0\0"s + widened(text, 0, 3) + "\xAC\x20\0\0"s + widened(",3", 0, 3), "UTF-32LE"},
      {"\0\0\xFE\xFF"s + widened(text, 3, 0) + "\0\0\x20\xAC"s + widened(",3", 3, 0), "UTF-32BE"}};
  for (const auto& [bytes, encoding] : files) {
    const DecodedFile outcome = outcome_of(bytes);
    EXPECT_EQ(outcome.rows, (Texts{"1|x\ny", "€|3"}));
    EXPECT_EQ(outcome.encoding, encoding);
    EXPECT_FALSE(outcome.first_non_utf8);
  }
}

TEST(Encoding, Utf16WithoutAMarkHasToBeNamed) {
  const std::string text = widened("a,b\n1,2\n", 0, 1);
  EXPECT_EQ(outcome_of(text, "UTF-16LE").rows, (Texts{"1|2"}));
  CsvText csv;
  const std::string message = test::thrown<DataError>([&] { (void)csv.open(text); });
  EXPECT_NE(message.find("encoding UTF-16LE"), std::string::npos) << message;
}

TEST(Encoding, AHalfCharacterOfUtf16IsABadRow) {
  const std::string lone_surrogate = "\x00\xD8"s;
  const DecodedFile outcome = outcome_of("\xFF\xFE"s + widened("a\n1\n", 0, 1) + lone_surrogate +
                                         widened("2\n3\n4", 0, 1) + "\x35");
  EXPECT_EQ(outcome.rows, (Texts{"1", kUnreadable, "3", kUnreadable}));
}

TEST(Encoding, WhatIsNoUtf8IsReadAsWindows1252) {
  const DecodedFile outcome = outcome_of("a,b\n1,2\nJos\xE9,\xA3\x35\n\x80,\x93q\x94\n");
  EXPECT_EQ(outcome.rows, (Texts{"1|2", "José|£5", "€|“q”"}));
  EXPECT_EQ(outcome.encoding, "Windows-1252");
  EXPECT_EQ(outcome.first_non_utf8, 3U);
}

TEST(Encoding, OnlyFieldsThatAreNotUtf8FallBack) {
  const DecodedFile outcome = outcome_of("a,b\nJosé,1\nJos\xE9 É,2\n\"Zo\xEB\",José\n");
  // A field falls back as a whole: É was two characters.
  EXPECT_EQ(outcome.rows, (Texts{"José|1", "José Ã‰|2", "Zoë|José"}));
  EXPECT_EQ(outcome.encoding, "UTF-8, in part Windows-1252");
  EXPECT_EQ(outcome.first_non_utf8, 3U) << "not line 2, where the first é is";
  CsvText csv;
  EXPECT_EQ(outcome_of(*csv.open("a:b\nJosé:Jos\xE9\n", {.delimiter = ':'})).rows,
            (Texts{"José|José"}));
}

TEST(Encoding, AFieldIsDecodedAsAWholeWhereverReadingPauses) {
  // Longer than what is looked at first, and than a chunk of the decoder.
  for (const std::size_t length : {100U, 300U, 70'000U, 300'000U}) {
    std::string good = "é";
    std::string bad = "É";
    good.append(length, 'x');
    bad.append(length, 'x').append("\xE9");
    const std::string text = "a,b\né," + good + "\n" + bad + ",é\n";
    CsvText csv;
    const DecodedFile expected = outcome_of(*csv.open(text, {std::nullopt, 1 << 20}));
    EXPECT_EQ(expected.rows.front(), "é|" + good);
    EXPECT_EQ(expected.first_non_utf8, 3U);
    EXPECT_TRUE(expected.rows.back().ends_with("xé|é"));
    EXPECT_EQ(expected.rows.back().starts_with("Ã‰x"), length <= 300) << "64 KiB are one piece";
    for (const std::size_t block_size : {1000U, 65'536U, 65'537U}) {
      EXPECT_EQ(outcome_of(*csv.open(text, {std::nullopt, block_size})), expected) << block_size;
    }
  }
}

TEST(Encoding, TheLineOfTheSurpriseCountsLinesInFields) {
  EXPECT_EQ(outcome_of("\n\na,b\n\"1\n1\",2\n\n3,\"\n\xE9\"\n").first_non_utf8, 8U);
  EXPECT_EQ(outcome_of("pr\xE9nom\n1\n").first_non_utf8, 1U);
}

TEST(Encoding, AFieldThatFitsNoEncodingMakesItsRowBad) {
  // 81 is no character of Windows-1252, E9 alone none of UTF-8.
  const DecodedFile outcome = outcome_of("a,b\n1,\x81\nJos\xE9,2\n£,3\nJos\xE9\x81");
  EXPECT_EQ(outcome.rows, (Texts{kUnreadable, "José|2", "£|3", kUnreadable}));
  EXPECT_EQ(outcome.first_non_utf8, 2U);
  EXPECT_FALSE(outcome_of("a,b\nJosé,\x81\n").first_non_utf8) << "nothing was decoded otherwise";
  // So are 8D, 8F, 90 and 9D.
  for (const char* const byte : {"\x81", "\x8D", "\x8F", "\x90", "\x9D"}) {
    EXPECT_EQ(outcome_of("a\nJos\xE9\n"s + byte + "\n").rows, (Texts{"José", kUnreadable}));
  }
}

TEST(Encoding, OfOptionsIsObeyed) {
  EXPECT_EQ(outcome_of("a\nJos\xE9\n\x80\n", "windows-1252").rows, (Texts{"José", "€"}));
  EXPECT_FALSE(outcome_of("a\nJos\xE9\n", "windows-1252").first_non_utf8);
  EXPECT_EQ(outcome_of("a\nJos\xE9\n£\n", "utf-8").rows, (Texts{kUnreadable, "£"}));
  EXPECT_EQ(outcome_of("a\n\x82\x50\n", "Shift_JIS").rows, (Texts{"１"}));
  EXPECT_EQ(outcome_of("a\n\x81\n1\n", "windows-1252").rows, (Texts{kUnreadable, "1"}));
  CsvText csv;
  EXPECT_EQ(test::thrown<UsageError>([&] {
              (void)csv.open("a\n1\n", {std::nullopt, 100, "klingon"});
            }),
            "unknown encoding 'klingon' (iconv --list shows the known ones)");
}

TEST(Encoding, CharactersAreWholeWhereverBlocksEnd) {
  std::string text = "a\n";
  std::string windows = "a\n";
  for (int i = 0; i < 100; ++i) {
    text += std::string(static_cast<std::size_t>(i % 7), 'x') + "é€\xF0\x9F\x8D\xB0\n";
    windows += std::string(static_cast<std::size_t>(i % 5), 'x') + "\xE9\x80\n";
  }
  CsvText csv;
  for (std::size_t block_size = 1; block_size < 40; ++block_size) {
    // Told that it is UTF-8 every byte is looked at.
    const auto file = csv.open(text, {std::nullopt, block_size, "UTF-8"});
    for (const ReadRow& row : read_rows(*file)) EXPECT_TRUE(row.problem.empty()) << row;
    const auto other = csv.open(windows, {std::nullopt, block_size});
    for (const ReadRow& row : read_rows(*other)) {
      EXPECT_TRUE(row.raw.ends_with("é€")) << row;
    }
  }
}

DecodedFile outcome_through_pipe(const std::string& text, std::size_t block_size) {
  test::TempDir folder;
  const std::string path = folder.path("pipe");
  EXPECT_EQ(::mkfifo(path.c_str(), 0600), 0);
  std::jthread writer([&] { std::ofstream(path, std::ios::binary) << text; });
  CsvFile file(path, {std::nullopt, block_size});
  return outcome_of(file);
}

TEST(Encoding, APipeIsReadAsAFileIs) {
  for (const std::string text :
       {"a,b\n1,2\nJos\xE9,£\n", "a,b\n£,2\nJos\xE9,3\nJosé,4\n", "a,b\nx,\xE9"}) {
    const DecodedFile file = outcome_of(text);
    for (const std::size_t block_size : kBlockSizes) {
      EXPECT_EQ(outcome_through_pipe(text, block_size), file) << text;
    }
  }
}

}  // namespace
}  // namespace rfmseg
