#include "cli/help/help.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <string_view>

namespace rfmseg::cli {
namespace {

constexpr std::size_t kHelpWidth = 80;
constexpr std::size_t kNameColumn = 2;
constexpr std::size_t kDescriptionColumn = 30;

/// `name` at its column, `description` wrapped at its own, next to the name if that is short.
std::string help_entry(const std::string& name, std::string_view description) {
  std::string out = std::string(kNameColumn, ' ') + name;
  std::size_t column = out.size();
  if (column + 2 > kDescriptionColumn) {
    out += '\n';
    column = 0;
  }
  while (!description.empty()) {
    const std::string_view word = description.substr(0, description.find(' '));
    description.remove_prefix(std::min(description.size(), word.size() + 1));
    if (column > kDescriptionColumn && column + 1 + word.size() > kHelpWidth) {
      out += '\n';
      column = 0;
    }
    const std::size_t blanks = column < kDescriptionColumn ? kDescriptionColumn - column : 1;
    out.append(blanks, ' ').append(word);
    column += blanks + word.size();
  }
  return out + '\n';
}

/// `INPUT...`
std::string positional_name(const Option& option) {
  return option.names.front() + (is_list(option) ? "..." : "");
}

std::string option_entry(const Option& option) {
  const std::string value = option.value.empty() ? "" : " " + option.value;
  return help_entry(fmt::format("{}{}", fmt::join(option.names, ","), value), option.description);
}

std::string usage(const CommandPath& path) {
  const Command& command = *path.back();
  std::string text = fmt::format("Usage: {} [OPTIONS]", full_name(path));
  for (const Option& option : command.options) {
    if (!is_positional(option)) continue;
    const std::string name = positional_name(option);
    text += option.rules.required ? " " + name : " [" + name + "]";
  }
  return text + (command.commands.empty() ? "\n" : " COMMAND\n");
}

std::string positionals(const Command& command) {
  std::string entries;
  for (const Option& option : command.options) {
    if (is_positional(option)) entries += help_entry(positional_name(option), option.description);
  }
  return entries.empty() ? "" : "\nArguments:\n" + entries;
}

bool is_most_used(const Option& option, const Command& command) {
  return std::ranges::find(command.most_used, full_name(option)) != command.most_used.end();
}

std::string most_used_options(const Command& command) {
  std::string entries;
  for (const std::string& name : command.most_used) {
    const auto option = std::ranges::find_if(
        command.options, [&](const Option& each) { return full_name(each) == name; });
    entries += option_entry(*option);
  }
  return entries.empty() ? "" : "\nMost used:\n" + entries;
}

/// Options by their groups, in the order of the groups' first options.
std::string option_groups(const Options& options) {
  std::string text;
  std::set<std::string> seen = {""};  // what is in no group is not shown
  for (const Option& first : options) {
    if (is_positional(first) || !seen.insert(first.group).second) continue;
    text += fmt::format("\n{}:\n", first.group);
    for (const Option& option : options) {
      if (!is_positional(option) && option.group == first.group) text += option_entry(option);
    }
  }
  return text;
}

/// Those that are not among the most used ones.
std::string other_options(const Command& command) {
  Options options = command.options;
  std::erase_if(options, [&](const Option& option) { return is_most_used(option, command); });
  return option_groups(options);
}

std::string subcommands(const Command& command) {
  std::string entries;
  for (const Command& each : command.commands) {
    if (!each.hidden) entries += help_entry(each.name, each.description);
  }
  return entries.empty() ? "" : "\nCommands:\n" + entries;
}

}  // namespace

std::string help_text(const CommandPath& path) {
  const Command& program = *path.front();
  const Command& command = *path.back();
  std::string text = command.description + '\n' + usage(path) + positionals(command) +
                     most_used_options(command) + other_options(command) + subcommands(command);
  Options shared = program.options;
  std::erase_if(shared, [](const Option& option) { return option.group != kEveryCommand; });
  if (&command != &program) text += option_groups(shared);
  // Hidden commands show the examples of the program.
  const std::string& footer = command.hidden ? program.footer : command.footer;
  return footer.empty() ? text : text + '\n' + footer + '\n';
}

std::string short_help_text() {
  return "rfmseg: customer segments from a retailer's transactions\n"
         "\n"
         "  rfmseg analyze orders.csv                        the main result on one screen\n"
         "  rfmseg analyze orders.csv --report report.html   and a page with charts\n"
         "  rfmseg segment orders.csv -o segments.csv        the segment of every customer\n"
         "\n"
         "'rfmseg help' lists the commands, 'rfmseg help COMMAND' the options of one.\n";
}

}  // namespace rfmseg::cli
