#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ostream>
#include <string>
#include <vector>

#include "cli/help/completion_script.hpp"

namespace rfmseg::cli {
namespace {

std::string fish_text(const std::string& text) {
  return "'" + escaped(text, "\\'") + "'";
}

void fish_options(const std::string& condition, const Options& options, std::ostream& out) {
  for (const Option& option : options) {
    out << "complete -c rfmseg -n " << fish_text(condition);
    for (const std::string& name : option.names) {
      out << (name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1));
    }
    if (!option.value.empty()) {
      const bool paths = takes_file(option) || takes_folder(option);
      out << (paths ? " -r -F" : " -x");
      if (!choices(option).empty()) out << fmt::format(" -a '{}'", fmt::join(choices(option), " "));
    }
    out << " -d " << fish_text(brief(option.description)) << '\n';
  }
}

}  // namespace

void write_fish_completion(const Command& program, std::ostream& out) {
  out << "# Completion of rfmseg for fish.\n"
         "complete -c rfmseg -n __fish_use_subcommand -f\n";
  for (const Command& command : program.commands) {
    out << fmt::format("complete -c rfmseg -n __fish_use_subcommand -a {} -d {}\n", command.name,
                       fish_text(brief(command.description)));
  }
  fish_options("__fish_use_subcommand", named_options(program, program), out);
  for (const Command& command : program.commands) {
    const std::string seen = "__fish_seen_subcommand_from " + command.name;
    const std::string under =
        fmt::format("__fish_seen_subcommand_from {}", fmt::join(names_of(command.commands), " "));
    for (const Command& each : command.commands) {
      out << fmt::format("complete -c rfmseg -n {} -f -a {} -d {}\n",
                         fish_text(fmt::format("{}; and not {}", seen, under)), each.name,
                         fish_text(brief(each.description)));
    }
    const std::string here =
        command.commands.empty() ? seen : fmt::format("{}; and {}", seen, under);
    const Option* const positional = positional_of(command);
    if (positional == nullptr || !takes_file(*positional)) {
      out << fmt::format("complete -c rfmseg -n {} -f\n", fish_text(here));
    }
    if (positional != nullptr && !choices(*positional).empty()) {
      out << fmt::format("complete -c rfmseg -n {} -a '{}'\n", fish_text(here),
                         fmt::join(choices(*positional), " "));
    }
    fish_options(seen, named_options(command, program), out);
  }
}

}  // namespace rfmseg::cli
