#include "cli/command_text.hpp"

#include <set>
#include <string_view>
#include <vector>

namespace rfmseg::cli {
namespace {

/// `text` as a shell takes it for one word.
std::string shell_word(const std::string& text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=.,:/%@";
  if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) return text;
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

bool matters(const Option& option) {
  return !option.group.empty() && option.group != "Running" && option.group != "Output";
}

/// The command with its options but those of these names.
std::string text_without(const std::set<std::string_view>& left_out, const Invocation& invocation) {
  std::string inputs;
  std::string options;
  for (const auto& [option, values] : invocation.given) {
    const std::string& name = full_name(*option);
    if (!matters(*option) || left_out.contains(name)) continue;
    for (const std::string& value : values) {
      if (is_positional(*option)) {
        inputs += ' ' + shell_word(value);
      } else {
        options += ' ' + name + ' ' + shell_word(value);
      }
    }
  }
  return invocation.path.back()->name + inputs + options;
}

}  // namespace

std::string command_text(const Invocation& invocation) {
  return "rfmseg " + text_without({}, invocation);
}

std::string run_text(const Invocation& invocation) {
  return text_without({"--store", "--as-of", "--scheme", "--model"}, invocation);
}

}  // namespace rfmseg::cli
