#include "cli/command_definition.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <iterator>
#include <sstream>

#include "cli/help.hpp"
#include "cli/log.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg::cli {
namespace {

/// The words of `drop|net` and `N|auto`; those in capitals stand for values.
std::vector<std::string> choices_of(const std::string& value) {
  if (value == "NAME|FILE") return preset_names();
  std::vector<std::string> choices;
  if (value.find('|') == std::string::npos) return choices;
  std::istringstream words(value);
  for (std::string word; std::getline(words, word, '|');) {
    if (std::ranges::any_of(word, [](unsigned char c) { return std::islower(c) != 0; })) {
      choices.push_back(word);
    }
  }
  return choices;
}

OptionDefinition define(const CLI::Option& option) {
  OptionDefinition definition;
  definition.positional = option.get_positional();
  definition.description = full_description(option);
  definition.group = option.get_group();
  if (option.get_type_size() != 0) definition.value = option.get_type_name();
  if (definition.positional) {
    definition.names = {option.get_name(true)};
    definition.repeats = option.get_items_expected_max() > 1;
  }
  for (const std::string& name : option.get_snames()) definition.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) definition.names.push_back("--" + name);
  definition.choices = choices_of(definition.value);
  definition.takes_file = definition.value.find("FILE") != std::string::npos;
  definition.takes_folder = definition.value == "DIR";
  return definition;
}

}  // namespace

CommandDefinition definition_of(const CLI::App& app) {
  CommandDefinition definition;
  if (app.get_parent() != nullptr) definition.name = app.get_name();
  definition.description = app.get_description();
  definition.footer = app.get_footer();
  for (const CLI::Option* const option : app.get_options()) {
    if (!option->get_group().empty()) definition.options.push_back(define(*option));
  }
  for (const CLI::App* const command : app.get_subcommands({})) {
    if (!command->get_group().empty()) definition.commands.push_back(definition_of(*command));
  }
  return definition;
}

std::vector<OptionDefinition> options_of(const CommandDefinition& command,
                                         const CommandDefinition& program) {
  std::vector<OptionDefinition> options = command.options;
  if (&command == &program) return options;
  std::ranges::copy_if(program.options, std::back_inserter(options),
                       [](const auto& option) { return option.group == kEveryCommand; });
  return options;
}

}  // namespace rfmseg::cli
