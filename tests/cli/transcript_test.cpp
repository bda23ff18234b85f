#include "cli/transcript.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "cli/scratch_folder.hpp"

namespace rfmseg::test {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> transcripts() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(source_folder() / "tests/cli/transcripts")) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

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
}  // namespace rfmseg::test
