#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/scratch_folder.hpp"
#include "cli/transcript.hpp"
#include "rfmseg/layout/layout.hpp"

// What documentation shows is what happens.

namespace rfmseg::test {
namespace {

/// Runs the page's examples in the folder and looks whether they do as shown; those that name a
/// program which is `missing` are skipped.
void expect_examples_run(const char* page, const ScratchFolder& folder,
                         const std::string& missing = {}) {
  const std::vector<Step> steps = console_examples(read_file(source_folder() / page));
  EXPECT_FALSE(steps.empty());
  for (const Step& step : steps) {
    if (!missing.empty() && step.command.find(missing) != std::string::npos) continue;
    const Outcome outcome = run_command(step.command, folder.path());
    EXPECT_TRUE(matches(step.out, outcome.out)) << "$ " << step.command << "\nshown:\n"
                                                << step.out << "\nseen:\n"
                                                << outcome.out << outcome.error;
    EXPECT_EQ(outcome.exit_code, 0) << "$ " << step.command << '\n' << outcome.error;
  }
}

class Page : public ::testing::TestWithParam<const char*> {};

TEST_P(Page, ExamplesRunAsShown) {
  expect_examples_run(GetParam(), ScratchFolder("page"));
}

INSTANTIATE_TEST_SUITE_P(Docs, Page,
                         ::testing::Values("README.md", "docs/formats.md", "docs/over-time.md",
                                           "docs/audiences.md", "docs/sql.md"),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::replace_if(
                               name.begin(), name.end(), [](char c) { return !std::isalnum(c); },
                               '_');
                           return name;
                         });

/// The first code block of this language.
std::string code_block(const std::string& page, const std::string& language) {
  const std::string fence = "```" + language + '\n';
  const std::size_t begin = page.find(fence) + fence.size();
  return page.substr(begin, page.find("```", begin) - begin);
}

TEST(LayoutPage, ALayoutOfOnesOwnDoesAsThePageShows) {
  const ScratchFolder folder("layout");
  const std::string page = read_file(source_folder() / "docs/layouts.md");
  std::ofstream(folder.path() + "/orders.csv") << code_block(page, "csv");
  std::ofstream(folder.path() + "/my-shop.toml") << code_block(page, "toml");
  expect_examples_run("docs/layouts.md", folder);
}

TEST(LayoutPage, HasEveryLayout) {
  const std::string page = read_file(source_folder() / "docs/layouts.md");
  for (const std::string& name : layout_names()) {
    EXPECT_NE(page.find("| `" + name + '`'), std::string::npos) << name;
  }
}

/// `text` in one line, each run of white space one space.
std::string unwrapped(const std::string& text) {
  std::istringstream words(text);
  std::string line;
  for (std::string word; words >> word;) line += (line.empty() ? "" : " ") + word;
  return line;
}

TEST(LibraryPage, TheExampleCountsAsTheCommandDoes) {
  const ScratchFolder folder("library");
  const Outcome example =
      run_command(RFMSEG_LIBRARY_EXAMPLE " data/sample_retail.csv | sort", folder.path());
  const Outcome command = run_command(
      "rfmseg segment data/sample_retail.csv -q | tail -n +2 | cut -d, -f12 | sort | uniq -c | "
      "sed -E 's/^ *([0-9]+) (.*)/\\2,\\1/' | sort",
      folder.path());
  EXPECT_NE(example.out, "");
  EXPECT_EQ(example.out, command.out);
}

TEST(LibraryPage, TheExampleSaysWhatIsWrongInItsOwnWords) {
  const ScratchFolder folder("library");
  const Outcome outcome = run_command(
      "printf 'customer,date,amount\\n7,01/02/2011,5\\n' >orders.csv; " RFMSEG_LIBRARY_EXAMPLE
      " orders.csv",
      folder.path());
  EXPECT_EQ(outcome.exit_code, 1);
  const std::string error = unwrapped(outcome.error);
  EXPECT_NE(unwrapped(read_file(source_folder() / "docs/library.md")).find(error),
            std::string::npos)
      << error;
}

/// A PostgreSQL server in a folder, which programs that are run find by their environment.
class PostgresqlServer {
 public:
  explicit PostgresqlServer(std::string folder) : folder_(std::move(folder)) {
    control("start");
    ::setenv("PGHOST", folder_.c_str(), 1);
    ::setenv("PGUSER", "shop", 1);
    ::setenv("PGDATABASE", "postgres", 1);
  }
  ~PostgresqlServer() { control("stop"); }
  PostgresqlServer(const PostgresqlServer&) = delete;
  PostgresqlServer& operator=(const PostgresqlServer&) = delete;

 private:
  void control(const std::string& what) const {
    const Outcome outcome = run_command(
        (source_folder() / "tests/cli/postgresql.sh").string() + ' ' + what + ' ' + folder_,
        "/tmp");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.out << outcome.error;
  }

  std::string folder_;
};

TEST(PipelinesPage, ExamplesRunAsShown) {
  const ScratchFolder folder("pipelines");
  const Outcome missing = run_command(
      "for program in xlsx2csv mlr jq sqlite3 psql; do command -v $program >/dev/null || echo "
      "$program; done; find /usr/lib/postgresql -name pg_ctl | grep -q . || echo postgresql",
      folder.path());
  if (!missing.out.empty()) GTEST_SKIP() << "not installed: " << missing.out;
  // Debian has no package of it.
  const bool has_duckdb = run_command("command -v duckdb", folder.path()).exit_code == 0;
  if (!has_duckdb) std::cout << "duckdb is not installed: its examples are skipped\n";
  const PostgresqlServer server(folder.path() + "/.postgresql");
  expect_examples_run("docs/pipelines.md", folder, has_duckdb ? "" : "duckdb");
}

/// The names of all tests, those with parameters without them.
std::set<std::string> test_names() {
  std::set<std::string> names;
  const auto& program = *::testing::UnitTest::GetInstance();
  for (int i = 0; i < program.total_test_suite_count(); ++i) {
    const auto& suite = *program.GetTestSuite(i);
    for (int j = 0; j < suite.total_test_count(); ++j) {
      names.insert(std::string(suite.name()) + '.' + suite.GetTestInfo(j)->name());
    }
  }
  return names;
}

/// Looks whether the last cell of each line of the page's tables is a test; returns how many are.
int lines_with_a_test(const char* page_name) {
  const std::set<std::string> names = test_names();
  std::istringstream page(read_file(source_folder() / page_name));
  bool has_tests = false;
  int lines = 0;
  for (std::string line; std::getline(page, line);) {
    if (!line.starts_with('|') || line.starts_with("|---")) continue;
    if (line.ends_with("| test |")) {
      has_tests = true;
    } else if (line.starts_with("| field |")) {
      has_tests = false;
    } else if (has_tests) {
      const std::size_t begin = line.rfind("| `");
      EXPECT_NE(begin, std::string::npos) << line;
      if (begin == std::string::npos) continue;
      const std::string name = line.substr(begin + 3, line.size() - begin - 3 - 3);
      EXPECT_TRUE(names.contains(name)) << line;
      ++lines;
    }
  }
  return lines;
}

TEST(CsvPage, EveryLineOfItsTablesNamesATestThatGuardsIt) {
  EXPECT_GT(lines_with_a_test("docs/csv.md"), 40);
}

TEST(SpreadsheetsPage, EveryLineOfItsTablesNamesATestThatGuardsIt) {
  EXPECT_GT(lines_with_a_test("docs/spreadsheets.md"), 15);
}

TEST(SpreadsheetsPage, ExamplesRunAsShown) {
  expect_examples_run("docs/spreadsheets.md", ScratchFolder("spreadsheets"));
}

}  // namespace
}  // namespace rfmseg::test
