#include "csv/csv_writer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "csv/csv_file.hpp"
#include "csv/foreign_text.hpp"
#include "support/csv_text.hpp"
#include "support/packed.hpp"

namespace rfmseg {
namespace {

using test::CsvText;
using Rows = std::vector<std::vector<std::string>>;

std::string written(const std::vector<std::string>& fields) {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) append_csv_field(line, fields[i], i == 0);
  return line + '\n';
}

TEST(CsvWriter, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(written({"a b", "", "7\"", "x,y", "1\n2", "\r", "é;'"}),
            "a b,,\"7\"\"\",\"x,y\",\"1\n2\",\"\r\",é;'\n");
}

rc::Gen<std::string> any_field() {
  const auto pieces =
      rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{
          "a", "0",  ",", "\"", "\n",   "\r",   "\r\n", ";", "\t",           " ",
          "'", "\\", "#", "=",  "\x01", "\x7f", "é",    "€", "\xEF\xBB\xBF", "\xF0\x9F\x8D\xB0"}));
  return rc::gen::map(pieces, [](const std::vector<std::string>& all) {
    std::string field;
    for (const std::string& piece : all) field += piece;
    return field;
  });
}

/// As they were read, with what was wrong with a row in its place.
Rows read(CsvFile& file) {
  Rows rows;
  for (const test::ReadRow& row : test::read_rows(file)) {
    rows.push_back(row.problem.empty() ? row.fields : std::vector<std::string>{row.problem});
  }
  return rows;
}

RC_GTEST_PROP(CsvWriter, WhatIsWrittenReadsAsItWas, ()) {
  // Of one column an empty field would be a blank line: two at least.
  const auto columns = *rc::gen::inRange<std::size_t>(2, 6);
  auto rows =
      *rc::gen::container<Rows>(rc::gen::container<std::vector<std::string>>(columns, any_field()));
  // A text with lines that are rows by themselves has a stray quote for the reader.
  for (auto& row : rows) {
    for (std::string& field : row) {
      if (field.find('\n') != std::string::npos) std::erase(field, ',');
    }
  }
  std::string text = written(std::vector<std::string>(columns, "name"));
  for (const auto& row : rows) text += written(row);

  CsvText csv;
  RC_PRE(!has_backslash_quotes(text));
  RC_ASSERT(read(*csv.open(text)) == rows);
  const auto block_size = *rc::gen::inRange<std::size_t>(text.size() / 4 + 1, text.size() + 2);
  RC_ASSERT(read(*csv.open(text, {std::nullopt, block_size})) == rows);
  RC_ASSERT(read(*csv.open(test::gzipped(text), {std::nullopt, block_size})) == rows);
  RC_ASSERT(read(*csv.open(test::zstandard(text), {std::nullopt, block_size})) == rows);
}

}  // namespace
}  // namespace rfmseg
