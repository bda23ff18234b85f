#include "cli/command_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "cli/shell_word.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

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

std::string analyze_text(const Invocation& invocation, const std::string& path,
                         const std::string& option, const std::string& value) {
  std::string text = "rfmseg analyze " + shell_word(printable_in_full(path));
  for (const auto& [given, values] : invocation.given) {
    const std::string& name = full_name(*given);
    if (!matters(*given) || is_positional(*given) || name == option || name == "--rows") continue;
    for (const std::string& each : values) {
      text += ' ' + name + ' ' + shell_word(printable_in_full(each));
    }
  }
  if (!option.empty()) text += ' ' + option + ' ' + shell_word(value);
  return text;
}

std::string other_command_text(const Invocation& invocation, const std::string& name,
                               const std::string& option, const std::string& value) {
  const std::vector<Command>& commands = invocation.path.front()->commands;
  const auto other = std::ranges::find(commands, name, &Command::name);
  const auto has = [&](const std::string& its_name) {
    return std::ranges::any_of(other->options,
                               [&](const Option& each) { return full_name(each) == its_name; });
  };
  std::set<std::string_view> unknown;
  for (const auto& [given, values] : invocation.given) {
    if (!has(full_name(*given)) || full_name(*given) == option) unknown.insert(full_name(*given));
  }
  Invocation shared = invocation;
  shared.path.back() = &*other;
  return fmt::format("rfmseg {} {} {}", text_without(unknown, shared), option, shell_word(value));
}

}  // namespace rfmseg::cli
