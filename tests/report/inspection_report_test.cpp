#include "rfmseg/report/inspection_report.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

namespace rfmseg {
namespace {

/// A file whose names, cells and path would steer a terminal.
InspectionReport hostile() {
  Inspection found;
  found.file = "a\x1b[2Jb.csv";
  found.encoding = "UTF-8";
  found.header_line = 1;
  found.rows = 4;
  found.columns = {{.name = "na\x1bme",
                    .meaning = {},
                    .type = "text",
                    .blank = 1,
                    .distinct = {100'000, true},
                    .samples = {"x\x1b]0;y", "a|b"}}};
  found.question.emplace(ErrorKind::missing_column, ErrorPlace{"f.csv", 1}, "which?");
  return {{{std::move(found), "rfmseg analyze f.csv", {"rfmseg analyze f.csv --columns 'a b=c'"}}}};
}

std::string text_of(const InspectionReport& report) {
  std::ostringstream out;
  render_text(describe(report), {}, out);
  return out.str();
}

TEST(InspectionReport, EscapesNamesAndCells) {
  const std::string text = text_of(hostile());
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(text.find("na\\x1Bme"), std::string::npos);
  std::ostringstream markdown;
  render_markdown(describe(hostile()), markdown);
  EXPECT_EQ(markdown.str().find('\x1b'), std::string::npos);
}

TEST(InspectionReport, ShowsSharesLimitsAndAnswers) {
  const std::string text = text_of(hostile());
  EXPECT_NE(text.find("25.0%"), std::string::npos) << text;
  EXPECT_NE(text.find("> 100,000"), std::string::npos) << text;
  EXPECT_NE(text.find("Question: f.csv:1: which?"), std::string::npos) << text;
  // The command has a line to itself; the one without an answer is not shown.
  EXPECT_NE(text.find("\n  rfmseg analyze f.csv --columns 'a b=c'\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("analyze f.csv\n"), std::string::npos) << text;
}

TEST(InspectionReport, JsonHasAllOfIt) {
  std::ostringstream out;
  write_json(hostile(), library_name, out);
  const auto json = nlohmann::json::parse(out.str());
  EXPECT_EQ(json["format"], "rfmseg-inspection");
  const auto& file = json["files"][0];
  EXPECT_EQ(file["name"], "a\x1b[2Jb.csv");
  EXPECT_EQ(file["columns"][0]["blank"], 1);
  EXPECT_EQ(file["columns"][0]["distinct"]["or_more"], true);
  EXPECT_TRUE(file["columns"][0]["meaning"].is_null());
  EXPECT_TRUE(file["transactions"].is_null());
  EXPECT_EQ(file["commands"][0], "rfmseg analyze f.csv --columns 'a b=c'");
}

}  // namespace
}  // namespace rfmseg
