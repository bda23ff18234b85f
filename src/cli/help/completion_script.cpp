#include "cli/help/completion_script.hpp"

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

bool is_word_list(const Option& option) {
  return option.rules.named != Named::fields && !option.rules.words.empty();
}

bool takes_toml(const Option& option) {
  return option.rules.role == FileRole::scheme || option.rules.role == FileRole::layout;
}

std::vector<std::string> names_of(const std::vector<Command>& commands) {
  std::vector<std::string> names;
  for (const Command& command : commands) names.push_back(command.name);
  return names;
}

Options named_options(const Command& command, const Command& program) {
  Options options = options_of(command, program);
  std::erase_if(options, [](const Option& option) { return is_positional(option); });
  return options;
}

const Option* positional_of(const Command& command) {
  for (const Option& option : command.options) {
    if (is_positional(option)) return &option;
  }
  for (const Command& under : command.commands) {
    if (const Option* const positional = positional_of(under)) return positional;
  }
  return nullptr;
}

}  // namespace rfmseg::cli
