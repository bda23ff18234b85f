#include "rfmseg/report/row_writer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "csv/csv_writer.hpp"

namespace rfmseg {
namespace {

using Kind = RowColumn::Kind;
using Rows = std::vector<std::vector<std::string>>;

std::string write(Format format, const Rows& rows, const TextStyle& style = {}) {
  std::ostringstream out;
  const auto writer = make_row_writer(format, style, out);
  writer->begin({{"id", Kind::text}, {"monetary", Kind::number}});
  for (const auto& row : rows) writer->row(row);
  writer->end();
  return out.str();
}

const Rows kRows = {{"a\"b", "77183.60"}, {"c,d", ""}};

TEST(RowWriter, CsvQuotesWhereItMust) {
  EXPECT_EQ(write(Format::csv, kRows), "id,monetary\n\"a\"\"b\",77183.60\n\"c,d\",\n");
}

TEST(RowWriter, CsvForSpreadsheetsHasNoFormulasInText) {
  const Rows rows = {{"=1+1", "-1"}, {"+1+2", "-2"}, {"-1+2", "-3"}, {"@x", "1"}, {"\ta", "1"},
                     {"\r\na", "1"}, {"a=b", "1"},   {"", "1"},      {"-", "1"},  {"+49", "1"}};
  TextStyle safe;
  safe.spreadsheet_safe = true;
  EXPECT_EQ(write(Format::csv, rows, safe),
            "id,monetary\n'=1+1,-1\n'+1+2,-2\n'-1+2,-3\n'@x,1\n'\ta,1\n\"'\r\na\",1\na=b,1\n,1\n"
            "'-,1\n+49,1\n");
  EXPECT_EQ(write(Format::csv, {{"=1+1", "-1"}}), "id,monetary\n=1+1,-1\n");
}

TEST(RowWriter, CsvWithoutRowsHasItsHeader) {
  EXPECT_EQ(write(Format::csv, {}), "id,monetary\n");
}

TEST(RowWriter, TsvQuotesWhereItMust) {
  EXPECT_EQ(write(Format::tsv, kRows), "id\tmonetary\n\"a\"\"b\"\t77183.60\nc,d\t\n");
  EXPECT_EQ(write(Format::tsv, {{"a\tb", "1"}, {"c\nd", "2"}}),
            "id\tmonetary\n\"a\tb\"\t1\n\"c\nd\"\t2\n");
  TextStyle safe;
  safe.spreadsheet_safe = true;
  EXPECT_EQ(write(Format::tsv, {{"=1+1", "1"}}, safe), "id\tmonetary\n'=1+1\t1\n");
}

TEST(RowWriter, JsonLinesAreTheObjectsOfJson) {
  EXPECT_EQ(write(Format::jsonl, kRows),
            "{\"id\": \"a\\\"b\", \"monetary\": 77183.60}\n"
            "{\"id\": \"c,d\", \"monetary\": null}\n");
  EXPECT_EQ(write(Format::jsonl, {}), "");
  EXPECT_EQ(write(Format::jsonl, {{"a\nb", "1"}}), "{\"id\": \"a\\nb\", \"monetary\": 1}\n");
}

TEST(RowWriter, JsonKeepsEveryDigit) {
  EXPECT_EQ(write(Format::json, kRows),
            "[\n{\"id\": \"a\\\"b\", \"monetary\": 77183.60},\n"
            "{\"id\": \"c,d\", \"monetary\": null}\n]\n");
  EXPECT_EQ(write(Format::json, {}), "[]\n");
}

TEST(RowWriter, JsonOfBytesThatAreNoUtf8IsStillJson) {
  const std::string text = write(Format::json, {{"caf\xE9", "1"}});
  EXPECT_EQ(nlohmann::json::parse(text)[0]["id"], "caf\xEF\xBF\xBD");
}

TEST(RowWriter, TableAlignsNumbersToTheRight) {
  EXPECT_EQ(write(Format::table, kRows), "id    monetary\na\"b  77,183.60\nc,d\n");
  EXPECT_EQ(write(Format::table, {}), "id  monetary\n");
}

TEST(RowWriter, MarkdownHasOneHeader) {
  EXPECT_EQ(write(Format::markdown, kRows),
            "| id | monetary |\n|---|---:|\n| a\"b | 77183.60 |\n| c,d |  |\n");
}

TEST(RowWriter, LongTablesAreWrittenInPartsWithOneHeader) {
  Rows rows;
  for (int i = 0; i < 2500; ++i) rows.push_back({"x", std::to_string(i % 10)});
  for (const Format format : {Format::table, Format::markdown}) {
    const std::string text = write(format, rows);
    const auto lines = std::count(text.begin(), text.end(), '\n');
    EXPECT_EQ(lines, 2500 + (format == Format::markdown ? 2 : 1));
    EXPECT_EQ(text.find("monetary"), text.rfind("monetary"));
  }
}

TEST(CsvField, IsQuotedOnlyForCommasQuotesAndNewlines) {
  std::string line;
  append_csv_field(line, "plain text ", true);
  append_csv_field(line, "two\nlines", false);
  append_csv_field(line, "cr\r", false);
  append_csv_field(line, "", false);
  EXPECT_EQ(line, "plain text ,\"two\nlines\",\"cr\r\",");
}

}  // namespace
}  // namespace rfmseg
