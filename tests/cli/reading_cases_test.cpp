// Small files of tests/cases, one for each kind of misreading that real files showed, with the
// right answers in cases.json: what the built binary makes of them without options that are not
// named there. `exit`: a question or an error is right.

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/scratch_folder.hpp"
#include "cli/transcript.hpp"
#include "rfmseg/load/decimal.hpp"
#include "support/temp_dir.hpp"
#include "text.hpp"

namespace rfmseg::test {
namespace {

using Json = nlohmann::json;
using Row = std::map<std::string, std::string>;

/// One of cases.json, which is called by its file.
struct Case {
  Json json;
  friend std::ostream& operator<<(std::ostream& out, const Case& one) {
    return out << one.json.at("file").get<std::string>();
  }
};

std::vector<Case> all_cases() {
  const Json all = Json::parse(read_file(source_folder() / "tests/cases/cases.json"));
  std::vector<Case> cases;
  for (const Json& one : all) cases.push_back({one});
  return cases;
}

/// The rows of plain CSV, by customer id.
std::map<std::string, Row> by_customer(const std::string& text) {
  std::istringstream lines(text);
  std::vector<std::string> header;
  std::map<std::string, Row> rows;
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> cells;
    std::istringstream fields(line);
    for (std::string field; std::getline(fields, field, ',');) cells.push_back(field);
    if (header.empty()) {
      header = cells;
      continue;
    }
    Row row;
    for (std::size_t i = 0; i < cells.size(); ++i) row[header[i]] = cells[i];
    rows[cells.front()] = row;
  }
  return rows;
}

std::string plain(const std::string& number) {
  return to_string(parse_amount(number).value());
}

class ReadingCases : public testing::TestWithParam<Case> {
 protected:
  ReadingCases() {
    const std::string file = GetParam().json.at("file");
    std::filesystem::copy(source_folder() / "tests/cases" / file, folder_.path(file));
  }

  [[nodiscard]] Outcome run(const std::string& command) const {
    std::string line = "rfmseg " + command + ' ' + GetParam().json.at("file").get<std::string>();
    for (const std::string option : GetParam().json.at("options")) line += " '" + option + "'";
    return run_command(line, folder_.path());
  }

  TempDir folder_;
};

TEST_P(ReadingCases, AreReadRightOrAskedAbout) {
  const Json& one = GetParam().json;
  const Outcome rfm = run("rfm");
  if (one.contains("exit")) {
    EXPECT_EQ(rfm.exit_code, one.at("exit")) << rfm.error;
  } else {
    ASSERT_EQ(rfm.exit_code, 0) << rfm.error;
  }

  const auto rows = by_customer(rfm.out);
  if (one.contains("customers")) {
    EXPECT_EQ(rows.size(), one.at("customers").size());
    for (const auto& [id, expected] : one.at("customers").items()) {
      ASSERT_EQ(rows.count(id), 1U) << id;
      EXPECT_EQ(rows.at(id).at("frequency"), std::to_string(expected[0].get<int>())) << id;
      EXPECT_EQ(plain(rows.at(id).at("monetary")), plain(expected[1])) << id;
    }
  }
  for (const char* const column : {"last_purchase", "recency"}) {
    if (!one.contains(column)) continue;
    for (const auto& [id, expected] : one.at(column).items()) {
      const std::string value =
          expected.is_string() ? expected.get<std::string>() : expected.dump();
      ASSERT_EQ(rows.count(id), 1U) << id;
      EXPECT_EQ(rows.at(id).at(column), value) << id;
    }
  }
  if (one.contains("customers_count")) {
    ASSERT_EQ(rows.size(), one.at("customers_count").get<std::size_t>());
    EXPECT_EQ(rows.begin()->second.at("frequency"), one.at("frequency").dump());
    EXPECT_EQ(plain(rows.begin()->second.at("monetary")), plain(one.at("monetary")));
  }

  const Outcome segment = run("segment");
  const Outcome analyze = run("analyze");
  if (one.contains("same_segment")) {
    std::map<std::string, int> segments;
    for (const auto& [id, row] : by_customer(segment.out)) ++segments[row.at("segment")];
    EXPECT_EQ(segments.size(), 1U);
  }
  const std::string said =
      to_lower(rfm.error + rfm.out + segment.error + segment.out + analyze.error + analyze.out);
  for (const char* const key : {"says", "warns"}) {
    if (!one.contains(key)) continue;
    for (const std::string text : one.at(key)) {
      EXPECT_NE(said.find(to_lower(text)), std::string::npos) << text << "\nin\n" << said;
    }
  }
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
  std::string name = info.param.json.at("file");
  return name.substr(0, name.find('.'));
}

INSTANTIATE_TEST_SUITE_P(Cli, ReadingCases, testing::ValuesIn(all_cases()), name_of);

}  // namespace
}  // namespace rfmseg::test
