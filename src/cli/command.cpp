#include "cli/command.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "rfmseg/error.hpp"

namespace rfmseg::cli {
namespace {

bool has_value(const Invocation::Given& given) {
  return is_list(*given.option) || !given.values.back().empty();
}

/// Whether its value is the default, which changes nothing.
bool is_default(const Invocation::Given& given) {
  const auto* const parsed = std::get_if<ParseText>(&given.option->target);
  return parsed != nullptr && given.values.back() == parsed->standard;
}

/// Why an option about the subject cannot be used with the input.
std::string_view objection(Subject subject) {
  switch (subject) {
    case Subject::files:
      return "applies to files and cannot be used with --store (hint: use it with rfmseg ingest)";
    case Subject::transactions:
      return "requires transactions, but the input is a customer table (hint: give the "
             "transactions, or use it with the command that makes the table)";
    case Subject::scores:
      return "has no effect: files and runs already have segments (hint: use it with rfmseg "
             "segment, or give --as-of twice)";
  }
  return {};
}

}  // namespace

bool is_given(const Invocation& invocation, std::string_view name) {
  return std::ranges::any_of(invocation.given, [&](const Invocation::Given& given) {
    return full_name(*given.option) == name && has_value(given);
  });
}

void forbid(Subject subject, const Invocation& invocation) {
  for (const Invocation::Given& given : invocation.given) {
    const std::vector<Subject>& about = given.option->rules.about;
    if (std::ranges::find(about, subject) == about.end()) continue;
    if (!has_value(given) || is_default(given)) continue;
    throw UsageError(fmt::format("{} {}", full_name(*given.option), objection(subject)));
  }
}

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
