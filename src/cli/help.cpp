#include "cli/help.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "cli/log.hpp"

namespace rfmseg::cli {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kNameColumn = 2;
constexpr std::size_t kDescriptionColumn = 30;

/// `name` at its column, `description` wrapped at its own, beside the name where that is short.
std::string entry(const std::string& name, std::string_view description) {
  std::string out = std::string(kNameColumn, ' ') + name;
  std::size_t column = out.size();
  if (column + 2 > kDescriptionColumn) {
    out += '\n';
    column = 0;
  }
  while (!description.empty()) {
    const std::string_view word = description.substr(0, description.find(' '));
    description.remove_prefix(std::min(description.size(), word.size() + 1));
    if (column > kDescriptionColumn && column + 1 + word.size() > kWidth) {
      out += '\n';
      column = 0;
    }
    const std::size_t blanks = column < kDescriptionColumn ? kDescriptionColumn - column : 1;
    out.append(blanks, ' ').append(word);
    column += blanks + word.size();
  }
  return out + '\n';
}

}  // namespace

std::string full_description(const CLI::Option& option) {
  const std::string standard = option.get_default_str();
  return option.get_description() + (standard.empty() ? "" : " [" + standard + "]");
}

std::string HelpFormatter::make_footer(const CLI::App* app) const {
  const CLI::App* root = app;
  while (root->get_parent() != nullptr) root = root->get_parent();
  std::string shared;
  if (root != app) {
    const auto of_every_command = root->get_options(
        [](const CLI::Option* option) { return option->get_group() == kEveryCommand; });
    shared = make_group(kEveryCommand, false, of_every_command);
  }
  const std::string footer = CLI::Formatter::make_footer(app);
  return shared.empty() || footer.empty() ? shared + footer : shared + '\n' + footer;
}

std::string HelpFormatter::make_help(const CLI::App* app, std::string name,
                                     CLI::AppFormatMode mode) const {
  std::string help = CLI::Formatter::make_help(app, std::move(name), mode);
  for (std::size_t at; (at = help.find("\n\n\n")) != std::string::npos;) help.erase(at, 1);
  return help;
}

std::string HelpFormatter::make_group(std::string group, bool is_positional,
                                      std::vector<const CLI::Option*> options) const {
  std::string out = "\n" + group + ":\n";
  for (const CLI::Option* option : options) out += make_option(option, is_positional);
  return out;
}

std::string HelpFormatter::make_option(const CLI::Option* option, bool is_positional) const {
  std::string name = option->get_name(is_positional, !is_positional);
  if (is_positional) {
    if (option->get_items_expected_max() > 1) name += "...";
  } else if (option->get_type_size() != 0) {
    name += " " + option->get_type_name();
  }
  return entry(name, full_description(*option));
}

std::string HelpFormatter::make_subcommand(const CLI::App* command) const {
  return entry(command->get_name(), command->get_description());
}

}  // namespace rfmseg::cli
