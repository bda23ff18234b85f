// Standard input, output and error that the caller has closed: no file of a run gets their numbers.

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "cli/scratch_folder.hpp"
#include "cli/transcript.hpp"

namespace rfmseg::test {
namespace {

TEST(ClosedStandardFiles, AreNotTheFilesOfTheRun) {
  const ScratchFolder folder("ClosedStandardFiles");
  const auto run = [&](const std::string& command) { return run_command(command, folder.path()); };
  const std::string input = "customer,date,amount\n1,2024-01-05,5\n2,2024-01-06,7\nx\n";
  std::ofstream(folder.path() + "/a.csv") << input;
  const std::string expected = run("rfmseg rfm a.csv --max-errors 1").out;
  EXPECT_EQ(run("rfmseg rfm a.csv --max-errors 1 -v -o out.csv <&- >&- 2>&-").exit_code, 0);
  EXPECT_EQ(read_file(folder.path() + "/out.csv"), expected) << "without messages";
  EXPECT_EQ(run("rfmseg rfm a.csv --max-errors 1 >&-").exit_code, 1) << "nothing is written";
  EXPECT_EQ(run("rfmseg rfm <&-").exit_code, 1) << "nothing is read";
  EXPECT_EQ(read_file(folder.path() + "/a.csv"), input);
}

}  // namespace
}  // namespace rfmseg::test
