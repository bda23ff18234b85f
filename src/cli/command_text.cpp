#include "cli/command_text.hpp"

#include <CLI/CLI.hpp>
#include <set>
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

/// The command with its options but those of these names.
std::string text_without(const std::set<std::string_view>& left_out, const CLI::App& command) {
  std::string inputs;
  std::string options;
  for (const CLI::Option* const option : command.get_options()) {
    if (!matters(*option) || left_out.contains(option->get_single_name())) continue;
    for (const std::string& value : option->results()) {
      if (option->get_positional()) {
        inputs += ' ' + quoted(value);
      } else {
        options += " --" + option->get_single_name() + ' ' + quoted(value);
      }
    }
  }
  return command.get_name() + inputs + options;
}

}  // namespace

std::string command_text(const CLI::App& command) {
  return "rfmseg " + text_without({}, command);
}

std::string run_text(const CLI::App& command) {
  return text_without({"store", "as-of", "scheme", "model"}, command);
}

}  // namespace rfmseg::cli
