#include "cli/parsing/environment.hpp"

#include <unistd.h>

#include <cctype>
#include <cstdlib>
#include <functional>
#include <set>
#include <string_view>

namespace rfmseg::cli {
namespace {

constexpr std::string_view kPrefix = "RFMSEG_";

std::string variable_name(const std::string& option) {
  std::string name(kPrefix);
  for (const char c : option) {
    name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return name;
}

void add_variables(const Command& command, std::set<std::string, std::less<>>& names) {
  for (const Option& option : command.options) {
    for (const std::string& name : long_names(option)) names.insert(variable_name(name));
  }
  for (const Command& each : command.commands) add_variables(each, names);
}

}  // namespace

std::string variable_of(const Option& option) {
  const std::vector<std::string> names = long_names(option);
  return is_settable(option) && !names.empty() ? variable_name(names.front()) : "";
}

std::vector<std::string> set_variables(const Command& command) {
  std::vector<std::string> set;
  for (const Option& option : command.options) {
    const std::string name = variable_of(option);
    const char* const value = name.empty() ? nullptr : std::getenv(name.c_str());
    if (value != nullptr && *value != '\0') set.push_back(name);
  }
  return set;
}

std::vector<std::string> unknown_variables(const Command& program) {
  std::set<std::string, std::less<>> known;
  add_variables(program, known);
  std::vector<std::string> unknown;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    const std::string_view name = text.substr(0, text.find('='));
    if (name.starts_with(kPrefix) && !known.contains(name)) unknown.emplace_back(name);
  }
  return unknown;
}

}  // namespace rfmseg::cli
