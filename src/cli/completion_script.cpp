#include "cli/completion_script.hpp"

namespace rfmseg::cli {

std::string escaped(std::string_view text, std::string_view characters) {
  std::string out;
  for (const char c : text) {
    if (characters.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string brief(const std::string& description) {
  constexpr std::size_t kMost = 70;
  std::string text = description.substr(0, description.find_first_of(";:[("));
  while (!text.empty() && (text.back() == ' ' || text.back() == ',')) text.pop_back();
  if (text.size() <= kMost) return text;
  return text.substr(0, text.rfind(' ', kMost)) + " ...";
}

std::vector<std::string> names_of(const std::vector<CommandDefinition>& commands) {
  std::vector<std::string> names;
  for (const CommandDefinition& command : commands) names.push_back(command.name);
  return names;
}

std::vector<OptionDefinition> named_options(const CommandDefinition& command,
                                            const CommandDefinition& program) {
  std::vector<OptionDefinition> options = options_of(command, program);
  std::erase_if(options, [](const OptionDefinition& option) { return option.positional; });
  return options;
}

const OptionDefinition* positional_of(const CommandDefinition& command) {
  for (const OptionDefinition& option : command.options) {
    if (option.positional) return &option;
  }
  for (const CommandDefinition& under : command.commands) {
    if (const OptionDefinition* const positional = positional_of(under)) return positional;
  }
  return nullptr;
}

}  // namespace rfmseg::cli
