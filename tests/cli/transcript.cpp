#include "cli/transcript.hpp"

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/scratch_folder.hpp"

namespace rfmseg::test {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

bool is_marked(std::string_view line) {
  return line.starts_with("$ ") || line.starts_with("! ") || line.starts_with("? ") ||
         line.starts_with("\\");
}

}  // namespace

Outcome run_command(const std::string& command, const std::string& folder) {
  const std::filesystem::path streams = std::filesystem::path(folder) / ".streams";
  std::filesystem::create_directories(streams);
  std::ofstream(streams / "command") << command << '\n';
  const std::string binary_folder = std::filesystem::path(RFMSEG_BINARY).parent_path();
  const std::string shell = "cd '" + folder + "' && PATH='" + binary_folder +
                            "':\"$PATH\" LC_ALL=C.UTF-8 bash .streams/command </dev/null "
                            ">.streams/out 2>.streams/error";
  const int status = std::system(shell.c_str());
  Outcome outcome{read_file(streams / "out"), read_file(streams / "error"),
                  WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
  std::filesystem::remove_all(streams);
  return outcome;
}

std::vector<Step> parse_transcript(std::string_view text) {
  std::vector<Step> steps;
  for (std::string& line : lines_of(text)) {
    if (line.starts_with("$ ")) {
      steps.push_back({line.substr(2), "", "", 0});
    } else if (steps.empty()) {
      continue;
    } else if (line.starts_with("! ")) {
      steps.back().error += line.substr(2) + '\n';
    } else if (line.starts_with("? ")) {
      steps.back().exit_code = std::atoi(line.c_str() + 2);
    } else {
      steps.back().out += line.substr(line.starts_with("\\") ? 1 : 0) + '\n';
    }
  }
  return steps;
}

std::string format_step(const Step& step) {
  std::string text = "$ " + step.command + '\n';
  for (const std::string& line : lines_of(step.out)) {
    text += (is_marked(line) ? "\\" : "") + line + '\n';
  }
  for (const std::string& line : lines_of(step.error)) text += "! " + line + '\n';
  if (step.exit_code != 0) text += "? " + std::to_string(step.exit_code) + '\n';
  return text;
}

std::vector<Step> console_examples(std::string_view markdown) {
  std::vector<Step> steps;
  bool inside = false;
  for (const std::string& line : lines_of(markdown)) {
    if (line.starts_with("```")) {
      inside = line == "```console";
    } else if (inside && line.starts_with("$ ")) {
      steps.push_back({line.substr(2), "", "", 0});
    } else if (inside && !steps.empty() && steps.back().command.ends_with('\\') &&
               steps.back().out.empty()) {
      steps.back().command += '\n' + line;
    } else if (inside && !steps.empty()) {
      steps.back().out += line + '\n';
    }
  }
  return steps;
}

bool matches(std::string_view expected, std::string_view actual) {
  const std::vector<std::string> pattern = lines_of(expected);
  const std::vector<std::string> lines = lines_of(actual);
  // reachable[j]: the pattern so far can match the first j lines.
  std::vector<bool> reachable(lines.size() + 1);
  reachable[0] = true;
  for (const std::string& wanted : pattern) {
    std::vector<bool> next(lines.size() + 1);
    bool any_before = false;
    for (std::size_t j = 0; j <= lines.size(); ++j) {
      if (wanted == "...") {
        any_before = any_before || reachable[j];
        next[j] = any_before;
      } else if (j > 0) {
        next[j] = reachable[j - 1] && lines[j - 1] == wanted;
      }
    }
    reachable = std::move(next);
  }
  return reachable[lines.size()];
}

}  // namespace rfmseg::test
