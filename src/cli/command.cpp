#include "cli/command.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace rfmseg::cli {

std::string full_name(const CommandPath& path) {
  std::string name = "rfmseg";
  for (const Command* const command : path) {
    if (!command->name.empty()) name += ' ' + command->name;
  }
  return name;
}

Options options_of(const Command& command, const Command& program) {
  Options options = command.options;
  if (&command == &program) return options;
  std::ranges::copy_if(program.options, std::back_inserter(options),
                       [](const Option& option) { return option.group == kEveryCommand; });
  return options;
}

Command without_hidden(Command command) {
  std::erase_if(command.options, [](const Option& option) { return option.group.empty(); });
  std::erase_if(command.commands, [](const Command& each) { return each.hidden; });
  for (Command& each : command.commands) each = without_hidden(std::move(each));
  return command;
}

}  // namespace rfmseg::cli
