#include "cli/environment.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cctype>
#include <cstdlib>
#include <set>
#include <string_view>

namespace rfmseg::cli {
namespace {

constexpr std::string_view kPrefix = "RFMSEG_";

std::string variable_of(const std::string& option) {
  std::string name(kPrefix);
  for (const char c : option) {
    name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return name;
}

void add_variables(const CLI::App& command, std::set<std::string, std::less<>>& names) {
  for (const CLI::Option* const option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.insert(variable_of(name));
  }
  for (const CLI::App* const each : command.get_subcommands({})) {
    add_variables(*each, names);
  }
}

}  // namespace

std::vector<std::string> name_variables(CLI::App& command) {
  std::vector<std::string> set;
  for (CLI::Option* const option : command.get_options()) {
    const bool settable = option->get_configurable() && !option->get_lnames().empty();
    if (!settable) continue;
    const std::string name = variable_of(option->get_lnames().front());
    option->envname(name);
    const char* const value = std::getenv(name.c_str());
    if (value != nullptr && *value != '\0') set.push_back(name);
  }
  return set;
}

std::vector<std::string> unknown_variables(const CLI::App& app) {
  std::set<std::string, std::less<>> known;
  add_variables(app, known);
  std::vector<std::string> unknown;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    const std::string_view name = text.substr(0, text.find('='));
    if (name.starts_with(kPrefix) && !known.contains(name)) unknown.emplace_back(name);
  }
  return unknown;
}

}  // namespace rfmseg::cli
