#include "cli/help/help.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/terminal_stream.hpp"
#include "report/wrapped.hpp"

namespace rfmseg::cli {
namespace {

constexpr std::size_t kNameColumn = 2;

/// Where texts begin and end.
struct HelpLayout {
  std::size_t width;
  std::size_t description_column;
};

/// Descriptions are below names where there is no room for both.
HelpLayout layout_of(std::size_t width) {
  constexpr std::size_t kLeastWidth = 24;
  constexpr std::size_t kRoomForBoth = 70;
  return {std::clamp(width, kLeastWidth, kHelpWidth), width < kRoomForBoth ? 6U : 30U};
}

/// `name` at its column, `description` wrapped at its own, next to the name if that is short.
std::string help_entry(const std::string& name, std::string_view description,
                       const HelpLayout& layout) {
  const std::size_t first = layout.description_column;
  std::string out = std::string(kNameColumn, ' ') + name;
  std::size_t column = out.size();
  if (column + 2 > first) {
    out += '\n';
    column = 0;
  }
  while (!description.empty()) {
    const std::string_view word = description.substr(0, description.find(' '));
    description.remove_prefix(std::min(description.size(), word.size() + 1));
    if (column > first && column + 1 + word.size() > layout.width) {
      out += '\n';
      column = 0;
    }
    const std::size_t blanks = column < first ? first - column : 1;
    out.append(blanks, ' ').append(word);
    column += blanks + word.size();
  }
  return out + '\n';
}

/// `INPUT...`
std::string positional_name(const Option& option) {
  return option.names.front() + (is_list(option) ? "..." : "");
}

std::string option_entry(const Option& option, const HelpLayout& layout) {
  const std::string value = option.value.empty() ? "" : " " + option.value;
  return help_entry(fmt::format("{}{}", fmt::join(option.names, ","), value), option.description,
                    layout);
}

std::string usage(const CommandPath& path) {
  const Command& command = *path.back();
  std::string text = fmt::format("Usage: {} [OPTIONS]", full_name(path));
  for (const Option& option : command.options) {
    if (!is_positional(option)) continue;
    const std::string name = positional_name(option);
    text += option.rules.required ? " " + name : " [" + name + "]";
  }
  return text + (command.commands.empty() ? "" : " COMMAND");
}

std::string positionals(const Command& command, const HelpLayout& layout) {
  std::string entries;
  for (const Option& option : command.options) {
    if (is_positional(option))
      entries += help_entry(positional_name(option), option.description, layout);
  }
  return entries.empty() ? "" : "\nArguments:\n" + entries;
}

bool is_most_used(const Option& option, const Command& command) {
  return std::ranges::find(command.most_used, full_name(option)) != command.most_used.end();
}

std::string most_used_options(const Command& command, const HelpLayout& layout) {
  std::string entries;
  for (const std::string& name : command.most_used) {
    const auto option = std::ranges::find_if(
        command.options, [&](const Option& each) { return full_name(each) == name; });
    entries += option_entry(*option, layout);
  }
  return entries.empty() ? "" : "\nMost used:\n" + entries;
}

/// Options by their groups, in the order of the groups' first options.
std::string option_groups(const Options& options, const HelpLayout& layout) {
  std::string text;
  std::set<std::string> seen = {""};  // what is in no group is not shown
  for (const Option& first : options) {
    if (is_positional(first) || !seen.insert(first.group).second) continue;
    text += fmt::format("\n{}:\n", first.group);
    for (const Option& option : options) {
      if (!is_positional(option) && option.group == first.group)
        text += option_entry(option, layout);
    }
  }
  return text;
}

/// Those that are not among the most used ones.
std::string other_options(const Command& command, const HelpLayout& layout) {
  Options options = command.options;
  std::erase_if(options, [&](const Option& option) { return is_most_used(option, command); });
  return option_groups(options, layout);
}

std::string subcommands(const Command& command, const HelpLayout& layout) {
  std::string entries;
  for (const Command& each : command.commands) {
    if (!each.hidden) entries += help_entry(each.name, each.description, layout);
  }
  return entries.empty() ? "" : "\nCommands:\n" + entries;
}

/// Sentences wrapped again; lines with blanks before them, such as commands, stay as they are.
std::string footer_text(std::string_view footer, const HelpLayout& layout) {
  if (layout.width == kHelpWidth) return std::string(footer);
  std::string text, sentences;
  const auto end_sentences = [&] {
    if (!sentences.empty()) text += wrapped(sentences, layout.width) + '\n';
    sentences.clear();
  };
  while (!footer.empty()) {
    const std::string_view line = footer.substr(0, footer.find('\n'));
    footer.remove_prefix(std::min(footer.size(), line.size() + 1));
    if (line.empty() || line.front() == ' ') {
      end_sentences();
      text.append(line).append("\n");
    } else {
      if (!sentences.empty()) sentences += ' ';
      sentences += line;
    }
  }
  end_sentences();
  text.pop_back();
  return text;
}

}  // namespace

std::string help_text(const CommandPath& path, std::size_t width) {
  const Command& program = *path.front();
  const Command& command = *path.back();
  const HelpLayout layout = layout_of(width);
  std::string text = wrapped(command.description, layout.width) + '\n' +
                     wrapped(usage(path), layout.width) + '\n' + positionals(command, layout) +
                     most_used_options(command, layout) + other_options(command, layout) +
                     subcommands(command, layout);
  Options shared = program.options;
  std::erase_if(shared, [](const Option& option) { return option.group != kEveryCommand; });
  if (&command != &program) text += option_groups(shared, layout);
  // Hidden commands show the examples of the program.
  const std::string& footer = command.hidden ? program.footer : command.footer;
  return footer.empty() ? text : text + '\n' + footer_text(footer, layout) + '\n';
}

std::string short_help_text(std::size_t width) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kExamples = {{
      {"rfmseg analyze orders.csv", "the main result on one screen"},
      {"rfmseg analyze orders.csv --report report.html", "and a page with charts"},
      {"rfmseg segment orders.csv -o segments.csv", "the segment of every customer"},
  }};
  std::string text =
      wrapped("rfmseg: customer segments from a retailer's transactions", width) + "\n\n";
  for (const auto& [command, result] : kExamples) {
    text += width < kHelpWidth ? fmt::format("  {}\n      {}\n", command, result)
                               : fmt::format("  {:<48} {}\n", command, result);
  }
  return text + '\n' +
         wrapped("'rfmseg help' lists the commands, 'rfmseg help COMMAND' the options of one.",
                 width) +
         '\n';
}

std::size_t help_width(int descriptor) {
  const std::size_t width = terminal_width(descriptor);
  return width == 0 ? kHelpWidth : std::min(width, kHelpWidth);
}

}  // namespace rfmseg::cli
