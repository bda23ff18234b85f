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

/// What actions call.
constexpr const char* kFishFunctions = R"fish(
# The value that is being typed, up to where its last part begins.
function __rfmseg_begun
    string replace -r '^--[^=]*=' '' -- (commandline -ct) | string match -r '^.*,' --
end
# Offers the lines of standard input, also as the last item of a list with commas.
function __rfmseg_list
    set -l begun (__rfmseg_begun)
    while read -l each
        echo "$begun$each"
    end
end
# The columns of the first file on the command line.
function __rfmseg_columns
    for each in (commandline -opc)[2..-1]
        if test -f "$each"
            rfmseg names columns "$each" 2>/dev/null
            return
        end
    end
end
# FIELD=COLUMN,...: columns after a =, else fields.
function __rfmseg_fields
    set -l begun (__rfmseg_begun)
    set -l field (string replace -r '^--[^=]*=' '' -- (commandline -ct) | string replace -r '^.*,' '' | string match -r '^[^=]*=')
    if test -n "$field"
        for each in (__rfmseg_columns)
            echo "$begun$field$each"
        end
    else
        for each in $argv
            echo "$begun$each="
        end
    end
end
# The keys of the segments of the scheme on the command line.
function __rfmseg_segments
    set -l scheme classic
    set -l words (commandline -opc)
    if set -l i (contains -i -- --scheme $words)
        set scheme $words[(math $i + 1)]
    end
    rfmseg names segments $scheme 2>/dev/null
end
# Files of TOML, and folders.
function __rfmseg_toml
    __fish_complete_path (commandline -ct) | string match -r '^.*(?:/|\.toml)(?=\t|$).*'
end
)fish";

/// What fish is to do for a value: `-r -F`, `-x -a '...'`.
std::string fish_action(const Option& option) {
  const std::string words = fmt::format("{}", fmt::join(choices(option), " "));
  const auto offer = [](const std::string& what) { return fmt::format(" -x -a '{}'", what); };
  switch (option.rules.named) {
    case Named::column:
      return offer("(__rfmseg_columns)");
    case Named::columns:
      return offer("(__rfmseg_columns | string match -v \"*,*\" | __rfmseg_list)");
    case Named::fields:
      return offer(fmt::format("(__rfmseg_fields {})", words));
    case Named::segment:
    case Named::condition:
      return offer("(__rfmseg_segments)");
    case Named::nothing:
      break;
  }
  if (is_word_list(option)) {
    return offer(fmt::format("(string split \" \" \"{}\" | __rfmseg_list)", words));
  }
  if (takes_toml(option)) return offer(words + " (__rfmseg_toml)");
  const bool paths = takes_file(option) || takes_folder(option);
  return (paths ? " -r -F" : " -x") + (words.empty() ? "" : fmt::format(" -a '{}'", words));
}

void fish_options(const std::string& condition, const Options& options, std::ostream& out) {
  for (const Option& option : options) {
    out << "complete -c rfmseg -n " << fish_text(condition);
    for (const std::string& name : option.names) {
      out << (name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1));
    }
    if (!option.value.empty()) out << fish_action(option);
    out << " -d " << fish_text(brief(option.description)) << '\n';
  }
}

}  // namespace

void write_fish_completion(const Command& program, std::ostream& out) {
  out << "# Completion of rfmseg for fish." << kFishFunctions
      << "complete -c rfmseg -n __fish_use_subcommand -f\n";
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
