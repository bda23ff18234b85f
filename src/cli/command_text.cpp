#include "cli/command_text.hpp"

#include <CLI/CLI.hpp>
#include <string_view>
#include <vector>

namespace rfmseg::cli {
namespace {

/// `text` as a shell takes it for one word.
std::string quoted(const std::string& text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=.,:/%@";
  if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) return text;
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

bool matters(const CLI::Option& option) {
  const std::string& group = option.get_group();
  return option.count() > 0 && !group.empty() && group != "Running" && group != "Output";
}

}  // namespace

std::string command_text(const CLI::App& command) {
  std::string inputs;
  std::string options;
  for (const CLI::Option* const option : command.get_options()) {
    if (!matters(*option)) continue;
    for (const std::string& value : option->results()) {
      if (option->get_positional()) {
        inputs += ' ' + quoted(value);
      } else {
        options += " --" + option->get_single_name() + ' ' + quoted(value);
      }
    }
  }
  return "rfmseg " + command.get_name() + inputs + options;
}

}  // namespace rfmseg::cli
