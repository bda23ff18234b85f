#include "csv/json_lines.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "csv/csv_file.hpp"
#include "rfmseg/error.hpp"
#include "support/csv_text.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::CsvText;
using test::ReadRow;
using Names = std::vector<std::string>;

struct Table {
  Names header;
  std::vector<ReadRow> rows;
};

/// The same for every block size.
Table read_table(std::string_view text) {
  Table table;
  for (const std::size_t block_size : test::kBlockSizes) {
    CsvText csv;
    const auto file = csv.open(text, {.block_size = block_size});
    EXPECT_EQ(file->format(), "JSON lines");
    const auto rows = test::read_rows(*file);
    if (table.header.empty()) table = {file->header(), rows};
    EXPECT_EQ(rows, table.rows) << "block size " << block_size;
  }
  return table;
}

std::string json_failure(std::string_view text) {
  CsvText csv;
  return test::with_path_as(test::thrown<DataError>([&] { test::read_rows(*csv.open(text)); }),
                            csv.path(), "FILE");
}

TEST(JsonLines, KeysAreColumnsInTheOrderInWhichTheyAppear) {
  const Table table = read_table(
      "{\"order\": \"A1\", \"amount\": 12.50}\n"
      "\n"
      "{\"amount\": 1e2, \"order\": \"A2\", \"paid\": true, \"note\": null}\n"
      "{}\n"
      "{\"paid\": false}");
  EXPECT_EQ(table.header, (Names{"order", "amount", "paid", "note"}));
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_EQ(table.rows[0].fields, (Names{"A1", "12.50", "", ""}));
  EXPECT_EQ(table.rows[0].line, 1U);
  EXPECT_EQ(table.rows[1].fields, (Names{"A2", "1e2", "true", ""}));
  EXPECT_EQ(table.rows[1].line, 3U);
  EXPECT_EQ(table.rows[2].fields, (Names{"", "", "false", ""}));
  EXPECT_EQ(table.rows[2].line, 5U);
}

TEST(JsonLines, NumbersAreAsWrittenAndTextsAsMeant) {
  const Table table = read_table(
      "\xEF\xBB\xBF {\"n\":0.84999999999999998 , \"big\":12345678901234567890123,"
      "\"s\":\"caf\\u00e9 \\\"x\\\", \\ud83d\\ude00\\n2\", \"z\":\"\"}\r\n");
  EXPECT_EQ(table.rows.at(0).fields, (Names{"0.84999999999999998", "12345678901234567890123",
                                            "caf\u00E9 \"x\", \U0001F600 2", ""}));
}

TEST(JsonLines, AnObjectInsideIsFlattened) {
  const Table table = read_table("{\"id\":1,\"customer\":{\"id\":7,\"name\":\"x\"}}\n");
  EXPECT_EQ(table.header, (Names{"id", "customer.id", "customer.name"}));
  EXPECT_EQ(table.rows.at(0).fields, (Names{"1", "7", "x"}));
}

TEST(JsonLines, WhatIsNoFlatObjectIsAnErrorThatNamesTheKey) {
  EXPECT_EQ(
      json_failure("{\"a\":1}\n{\"a\":[1]}\n"),
      "FILE:2: key 'a' is an array (hint: remove or flatten it, for example: jq -c 'del(.a)')");
  EXPECT_EQ(json_failure("{\"a\":{\"b\":{}}}\n"),
            "FILE:1: key 'a.b' is an object in another one (hint: remove or flatten it, for "
            "example: jq -c 'del(.a.b)')");
  const std::string not_an_object = " is not a JSON object on one line (hint: jq -c . FILE)";
  for (const char* line : {"[1]", "{\"a\":1", "{\"a\":1}{\"a\":2}", "{\"a\" 1}", "{\"a\":nul}",
                           "{\"a\":1,}", "{\"a\":\"\\x\"}", "{\"a\":1x}", "x"}) {
    EXPECT_EQ(json_failure(std::string("{\"a\":1}\n") + line), "FILE:2:" + not_an_object) << line;
  }
  EXPECT_EQ(json_failure("{\"a\":\"\xFF\"}\n"),
            "FILE:1: bytes that are not UTF-8 (hint: encoding NAME)");
}

TEST(JsonLines, AKeyThatIsThereTwiceIsAnError) {
  const std::string twice =
      "FILE:2: key 'a.b' appears twice (hint: rename or remove one, for example with jq)";
  EXPECT_EQ(json_failure("{\"a.b\":1}\n{\"a.b\":1,\"a.b\":1}\n"), twice);
  EXPECT_EQ(json_failure("{\"a.b\":1}\n{\"a.b\":1,\"a\":{\"b\":2}}\n"), twice);
  EXPECT_EQ(json_failure("{\"x\":1,\"a\":2,\"x\":1}\n"),
            "FILE:1: key 'x' appears twice (hint: rename or remove one, for example with jq)");
  EXPECT_EQ(read_table("{\"a\":1}\n\n{\"a\":2}\n").rows.size(), 2U);
}

TEST(JsonLines, NumbersAreThoseOfJson) {  // RFC 8259, section 6
  for (const char* good : {"0", "-0", "10", "0.5", "-1.25e+10", "2E-3", "1e05"}) {
    EXPECT_EQ(read_table(fmt::format("{{\"a\":{}}}\n", good)).rows.at(0).fields, Names{good});
  }
  for (const char* bad : {"01", "-01", "1.", "-", "1e", "1e+", "1.5.2", "1-2", "00"}) {
    EXPECT_EQ(json_failure(fmt::format("{{\"a\":{}}}\n", bad)),
              fmt::format("FILE:1: '{}' is not a JSON number", bad));
  }
}

TEST(JsonLines, AKeyAfterTheFirstThousandObjectsIsAnError) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "{\"a\":1}\n";
  EXPECT_EQ(read_table(text).rows.size(), 1000U);
  EXPECT_EQ(json_failure(text + "{\"a\":1}\n{\"b\":1}\n"),
            "FILE:1002: key 'b' is not in the first 1000 objects, which define the columns (hint: "
            "give all objects the same keys, for example with jq)");
}

TEST(JsonLines, AreKnownByTheirFirstCharacters) {
  EXPECT_TRUE(is_json_lines("{\"a\":1}"));
  EXPECT_TRUE(is_json_lines("\n { \"a\""));
  EXPECT_TRUE(is_json_lines("{}"));
  for (const char* other : {"", "{", "{id},date\n", "[{\"a\":1}]", "a,{\"b\"", "{\n\"a\""}) {
    EXPECT_FALSE(is_json_lines(other)) << other;
  }
}

}  // namespace
}  // namespace rfmseg
