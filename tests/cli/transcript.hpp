#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rfmseg::test {

/// What a command wrote and how it ended.
struct Outcome {
  std::string out;
  std::string error;
  int exit_code = 0;
};

/// Runs `command` with bash in `folder`, with the built rfmseg first on the PATH and no input.
[[nodiscard]] Outcome run_command(const std::string& command, const std::string& folder);

/// One command of a transcript and what it is expected to do.
struct Step {
  std::string command;
  std::string out;
  std::string error;
  int exit_code = 0;
};

/// Reads a transcript: `$ COMMAND`, then its standard output, then its standard error with `! `
/// before each line, then `? CODE` unless the exit code is 0. A line of output that begins with one
/// of these marks has a backslash before it. Lines before the first command are remarks.
[[nodiscard]] std::vector<Step> parse_transcript(std::string_view text);

/// The step as a transcript has it.
[[nodiscard]] std::string format_step(const Step& step);

/// The commands with their standard output of the ```console blocks in a Markdown page. A backslash
/// at the end of a line continues the command in the next.
[[nodiscard]] std::vector<Step> console_examples(std::string_view markdown);

/// Whether `actual` matches `expected`, in which a line `...` matches any lines.
[[nodiscard]] bool matches(std::string_view expected, std::string_view actual);

}  // namespace rfmseg::test
