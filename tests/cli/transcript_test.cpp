#include "cli/transcript.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace rfmseg::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = RFMSEG_SOURCE_DIR;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<fs::path> transcripts() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(kSource / "tests/cli/transcripts")) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// A folder of its own with the inputs of tests/cli/inputs, and data/ as the README's reader has
/// it.
class ScratchFolder {
 public:
  explicit ScratchFolder(const std::string& name)
      : path_(fs::temp_directory_path() / ("rfmseg-cli-" + name + "-" + std::to_string(getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
    fs::copy(kSource / "tests/cli/inputs", path_);
    fs::create_directory_symlink(kSource / "data", path_ / "data");
  }
  ~ScratchFolder() { fs::remove_all(path_); }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

class Transcript : public ::testing::TestWithParam<fs::path> {};

TEST_P(Transcript, IsReproduced) {
  const fs::path path = GetParam();
  const ScratchFolder folder(path.stem().string());
  const std::string text = read_file(path);
  // WRITE_TRANSCRIPTS=1 writes what is seen instead, for a person to read and approve.
  const bool write = std::getenv("WRITE_TRANSCRIPTS") != nullptr;
  std::string seen = text.substr(0, text.find("$ "));
  for (const Step& step : parse_transcript(text)) {
    const Outcome outcome = run_command(step.command, folder.path());
    seen += format_step({step.command, outcome.out, outcome.error, outcome.exit_code});
    if (write) continue;
    EXPECT_EQ(outcome.out, step.out) << "$ " << step.command;
    EXPECT_EQ(outcome.error, step.error) << "$ " << step.command;
    EXPECT_EQ(outcome.exit_code, step.exit_code) << "$ " << step.command << '\n' << outcome.error;
  }
  if (write) std::ofstream(path, std::ios::binary) << seen;
}

INSTANTIATE_TEST_SUITE_P(Cli, Transcript, ::testing::ValuesIn(transcripts()), [](const auto& test) {
  std::string name = test.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

class Page : public ::testing::TestWithParam<const char*> {};

TEST_P(Page, ExamplesRunAsShown) {
  const ScratchFolder folder("page");
  const std::vector<Step> steps = console_examples(read_file(kSource / GetParam()));
  EXPECT_FALSE(steps.empty());
  for (const Step& step : steps) {
    const Outcome outcome = run_command(step.command, folder.path());
    EXPECT_TRUE(matches(step.out, outcome.out)) << "$ " << step.command << "\nshown:\n"
                                                << step.out << "\nseen:\n"
                                                << outcome.out << outcome.error;
    EXPECT_EQ(outcome.exit_code, 0) << "$ " << step.command << '\n' << outcome.error;
  }
}

INSTANTIATE_TEST_SUITE_P(Docs, Page, ::testing::Values("README.md", "docs/formats.md"),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::replace_if(
                               name.begin(), name.end(), [](char c) { return !std::isalnum(c); },
                               '_');
                           return name;
                         });

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

TEST(CsvPage, EveryLineOfItsTablesNamesATestThatGuardsIt) {
  const std::set<std::string> names = test_names();
  std::istringstream page(read_file(kSource / "docs/csv.md"));
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
      ASSERT_NE(begin, std::string::npos) << line;
      const std::string name = line.substr(begin + 3, line.size() - begin - 3 - 3);
      EXPECT_TRUE(names.contains(name)) << line;
      ++lines;
    }
  }
  EXPECT_GT(lines, 40);
}

TEST(TranscriptFormat, StepsAreReadAsTheyAreWritten) {
  const Step step{"rfmseg x", "a\n$ b\n\\c\n", "oops\n", 2};
  const auto steps = parse_transcript("remark\n" + format_step(step));
  ASSERT_EQ(steps.size(), 1U);
  EXPECT_EQ(steps[0].command, step.command);
  EXPECT_EQ(steps[0].out, step.out);
  EXPECT_EQ(steps[0].error, step.error);
  EXPECT_EQ(steps[0].exit_code, step.exit_code);
}

TEST(TranscriptFormat, DotsStandForAnyLines) {
  EXPECT_TRUE(matches("a\n...\nd\n", "a\nb\nc\nd\n"));
  EXPECT_TRUE(matches("a\n...\n", "a\n"));
  EXPECT_FALSE(matches("a\n...\nd\n", "a\nb\n"));
  EXPECT_FALSE(matches("a\n", "a\nb\n"));
}

}  // namespace
}  // namespace rfmseg::testing
