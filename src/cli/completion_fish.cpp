#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ostream>
#include <string>
#include <vector>

#include "cli/completion_script.hpp"

namespace rfmseg::cli {
namespace {

std::string fish_text(const std::string& text) {
  return "'" + escaped(text, "\\'") + "'";
}

void fish_options(const std::string& condition, const std::vector<OptionDefinition>& options,
                  std::ostream& out) {
  for (const OptionDefinition& option : options) {
    out << "complete -c rfmseg -n " << fish_text(condition);
    for (const std::string& name : option.names) {
      out << (name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1));
    }
    if (!option.value.empty()) {
      const bool paths = option.takes_file || option.takes_folder;
      out << (paths ? " -r -F" : " -x");
      if (!option.choices.empty()) out << fmt::format(" -a '{}'", fmt::join(option.choices, " "));
    }
    out << " -d " << fish_text(brief(option.description)) << '\n';
  }
}

}  // namespace

void write_fish_completion(const CommandDefinition& program, std::ostream& out) {
  out << "# Completion of rfmseg for fish.\n"
         "complete -c rfmseg -n __fish_use_subcommand -f\n";
  for (const CommandDefinition& command : program.commands) {
    out << fmt::format("complete -c rfmseg -n __fish_use_subcommand -a {} -d {}\n", command.name,
                       fish_text(brief(command.description)));
  }
  fish_options("__fish_use_subcommand", named_options(program, program), out);
  for (const CommandDefinition& command : program.commands) {
    const std::string seen = "__fish_seen_subcommand_from " + command.name;
    const std::string under =
        fmt::format("__fish_seen_subcommand_from {}", fmt::join(names_of(command.commands), " "));
    for (const CommandDefinition& each : command.commands) {
      out << fmt::format("complete -c rfmseg -n {} -f -a {} -d {}\n",
                         fish_text(fmt::format("{}; and not {}", seen, under)), each.name,
                         fish_text(brief(each.description)));
    }
    const std::string here =
        command.commands.empty() ? seen : fmt::format("{}; and {}", seen, under);
    const OptionDefinition* const positional = positional_of(command);
    if (positional == nullptr || !positional->takes_file) {
      out << fmt::format("complete -c rfmseg -n {} -f\n", fish_text(here));
    }
    if (positional != nullptr && !positional->choices.empty()) {
      out << fmt::format("complete -c rfmseg -n {} -a '{}'\n", fish_text(here),
                         fmt::join(positional->choices, " "));
    }
    fish_options(seen, named_options(command, program), out);
  }
}

}  // namespace rfmseg::cli
