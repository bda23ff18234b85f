// What the built binary writes to a terminal.

#include <gtest/gtest.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "rfmseg/report/document.hpp"

namespace rfmseg::testing {
namespace {

/// Output and messages of `rfmseg` with these arguments on a terminal; without NO_COLOR when that
/// is null.
std::string on_terminal(std::vector<std::string> arguments, const char* no_color,
                        unsigned short columns = 80) {
  arguments.insert(arguments.begin(), RFMSEG_BINARY);
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);

  int terminal = -1;
  winsize size{};
  size.ws_col = columns;
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, &size);
  if (child < 0) throw std::runtime_error("cannot make a terminal");
  if (child == 0) {
    ::setenv("TERM", "xterm", 1);
    no_color == nullptr ? ::unsetenv("NO_COLOR") : ::setenv("NO_COLOR", no_color, 1);
    ::execv(pointers.front(), pointers.data());
    ::_exit(127);
  }
  std::string text;
  std::array<char, 4096> buffer{};
  // At the end of the program reading fails.
  for (ssize_t got = 0; (got = ::read(terminal, buffer.data(), buffer.size())) > 0;) {
    text.append(buffer.data(), static_cast<std::size_t>(got));
  }
  ::close(terminal);
  ::waitpid(child, nullptr, 0);
  return text;
}

bool has_color(const std::string& text) {
  return text.find("\x1b[") != std::string::npos;
}

// https://no-color.org: when present and not an empty string, with any value.
TEST(Terminal, MessagesHaveColorUnlessNoColorIsSet) {
  const std::vector<std::string> arguments = {"segment", "no-such-file.csv"};
  for (const char* const no_color : {static_cast<const char*>(nullptr), "", "1", "0"}) {
    const std::string text = on_terminal(arguments, no_color);
    EXPECT_NE(text.find("no-such-file.csv: "), std::string::npos) << text;
    EXPECT_EQ(has_color(text), no_color == nullptr || *no_color == '\0') << text;
  }
}

TEST(Terminal, TablesHaveColorUnlessNoColorIsSet) {
  const std::vector<std::string> arguments = {"segment", "-q", "--format", "table",
                                              RFMSEG_SOURCE_DIR "/data/sample_retail.csv"};
  for (const char* const no_color : {static_cast<const char*>(nullptr), "", "1", "0"}) {
    const std::string text = on_terminal(arguments, no_color);
    EXPECT_NE(text.find("customer_id"), std::string::npos) << text.substr(0, 200);
    EXPECT_EQ(has_color(text), no_color == nullptr || *no_color == '\0') << text.substr(0, 200);
  }
}

// A customer's name in colour is harmless; one that moves the cursor or renames the window is not.
TEST(Terminal, DataDoNotControlIt) {
  const std::string path = ::testing::TempDir() + "/terminal_control.csv";
  std::ofstream(path) << "order,customer,date,amount\n"
                         "1,a\x1b]0;owned\x07\x1b[2Jb,2024-01-01,5\n"
                         "2,c\xc2\x9b"
                         "2Jd\xc3\xa4,2024-01-02,6\n";
  for (const char* const format : {"csv", "table"}) {
    const std::string text = on_terminal({"rfm", "-q", "--format", format, path}, "1");
    EXPECT_EQ(text.find_first_of("\x1b\x07"), std::string::npos) << text;
    EXPECT_EQ(text.find("\xc2\x9b"), std::string::npos) << text;
    EXPECT_NE(text.find("a\\x1B]0;owned\\x07\\x1B[2Jb"), std::string::npos) << text;
    EXPECT_NE(text.find("d\xc3\xa4"), std::string::npos) << text;
  }
  std::remove(path.c_str());
}

/// The longest line in columns, except commands, which stay on one line.
std::size_t longest_line(const std::string& text) {
  std::istringstream lines(text);
  std::size_t longest = 0;
  for (std::string line; std::getline(lines, line);) {
    while (line.ends_with('\r')) line.pop_back();
    if (line.starts_with("  rfmseg ") || line.find("--") != std::string::npos) continue;
    longest = std::max(longest, display_width(line));
  }
  return longest;
}

TEST(Terminal, HelpFitsIt) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"help"}, {"analyze", "--help"}, {"help", "scheme", "show"}, {}}) {
    EXPECT_LE(longest_line(on_terminal(arguments, "1", 40)), 40U)
        << on_terminal(arguments, "1", 40);
    EXPECT_GT(longest_line(on_terminal(arguments, "1", 80)), 40U);
    EXPECT_LE(longest_line(on_terminal(arguments, "1", 200)), 80U);
  }
}

TEST(Terminal, NamesOfSegmentsAreNotCut) {
  for (const unsigned short columns : std::vector<unsigned short>{50, 60, 69, 80}) {
    const std::string text =
        on_terminal({"analyze", "-q", RFMSEG_SOURCE_DIR "/data/sample_retail.csv"}, "1", columns);
    EXPECT_NE(text.find("\nPotential Loyalists "), std::string::npos) << text;
    // What has the path of the file, which may be long, is not wrapped: its line and the commands.
    const std::size_t after_path = text.find("\nKept ");
    ASSERT_NE(after_path, std::string::npos) << text;
    EXPECT_LE(longest_line(text.substr(after_path, text.find("Next:") - after_path)), columns)
        << text;
  }
}

}  // namespace
}  // namespace rfmseg::testing
