#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ostream>
#include <string>
#include <vector>

#include "cli/help/completion_script.hpp"

namespace rfmseg::cli {
namespace {

std::string zsh_text(const std::string& text) {
  std::string quoted;
  for (const char c : escaped(text, "\\[]:")) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted;
}

/// What zsh_action() calls.
constexpr const char* kZshFunctions = R"zsh(
# Offers its arguments, also as the last item of a list with commas.
_rfmseg_list() {
  compset -P '*,'
  compadd -- "$@"
}
# The columns of the first file on the command line.
_rfmseg_column_names() {
  local each
  for each in ${(Q)words[2,-1]/#\~\//$HOME/}; do
    [[ -f $each ]] && rfmseg names columns "$each" 2>/dev/null && return
  done
}
_rfmseg_columns() {
  local -a names
  local quoted='*[,"]*'
  names=(${(f)"$(_rfmseg_column_names)"})
  if [[ $1 == list ]]; then
    names=(${names:#${~quoted}})
    compset -P '*,'
  fi
  compadd -a names
}
# FIELD=COLUMN,...: columns after a =, else fields.
_rfmseg_fields() {
  compset -P '*,'
  if compset -P '*='; then _rfmseg_columns; else compadd -S '=' -q -- "$@"; fi
}
# The keys of the segments of the scheme on the command line.
_rfmseg_segments() {
  local -a names
  local scheme=classic
  (( ${words[(I)--scheme]} )) && scheme=${(Q)words[${words[(I)--scheme]}+1]}
  names=(${(f)"$(rfmseg names segments ${scheme/#\~\//$HOME/} 2>/dev/null)"})
  compadd -a names
}
)zsh";

/// What zsh is to do for a value.
std::string zsh_action(const Option& option) {
  const std::string words = fmt::format("{}", fmt::join(choices(option), " "));
  switch (option.rules.named) {
    case Named::column:
      return "_rfmseg_columns";
    case Named::columns:
      return "_rfmseg_columns list";
    case Named::fields:
      return "_rfmseg_fields " + words;
    case Named::segment:
    case Named::condition:
      return "_rfmseg_segments";
    case Named::nothing:
      break;
  }
  if (takes_folder(option)) return "_files -/";
  if (is_word_list(option)) return "_rfmseg_list " + words;
  if (takes_toml(option)) return fmt::format("{{ compadd {}; _files -g \"*.toml\" }}", words);
  if (words.empty()) return takes_file(option) ? "_files" : "";
  return takes_file(option) ? fmt::format("{{ compadd {}; _files }}", words)
                            : fmt::format("({})", words);
}

/// `:FILE:_files`.
std::string zsh_value(const Option& option) {
  return fmt::format(":{}:{}", zsh_text(option.value), zsh_action(option));
}

/// What _arguments takes for a command.
std::vector<std::string> zsh_arguments(const Command& command, const Command& program) {
  std::vector<std::string> arguments;
  for (const Option& option : named_options(command, program)) {
    for (const std::string& name : option.names) {
      // After -o, --output is not offered; what is repeatable may come again.
      const bool again = option.description.find("repeatable") != std::string::npos;
      arguments.push_back(fmt::format(
          "'{}{}[{}]{}'", again ? "*" : fmt::format("({})", fmt::join(option.names, " ")), name,
          zsh_text(brief(option.description)), option.value.empty() ? "" : zsh_value(option)));
    }
  }
  const Option* const positional = positional_of(command);
  if (positional != nullptr && &command != &program) {
    // The command under this one is a word like others to _arguments.
    if (!command.commands.empty()) arguments.emplace_back("':command:'");
    arguments.push_back(
        fmt::format("'{}{}'", is_list(*positional) ? "*" : "", zsh_value(*positional)));
  }
  return arguments;
}

void zsh_commands(const Command& command, std::ostream& out, std::string_view indent) {
  out << indent << "commands=(\n";
  for (const Command& each : command.commands) {
    out << fmt::format("{}  '{}:{}'\n", indent, each.name, zsh_text(brief(each.description)));
  }
  out << indent << ")\n" << indent << "_describe command commands\n";
}

}  // namespace

void write_zsh_completion(const Command& program, std::ostream& out) {
  out << "#compdef rfmseg\n"
         "# Completion of rfmseg for zsh."
      << kZshFunctions
      << "_rfmseg() {\n"
         "  local context state line commands\n"
         "  typeset -A opt_args\n";
  std::vector<std::string> whole = zsh_arguments(program, program);
  whole.insert(whole.end(), {"'1: :->command'", "'*:: :->arguments'"});
  out << fmt::format("  _arguments -C \\\n    {}\n  case $state in\n  command)\n",
                     fmt::join(whole, " \\\n    "));
  zsh_commands(program, out, "    ");
  out << "    ;;\n"
         "  arguments)\n"
         "    case $words[1] in\n";
  for (const Command& command : program.commands) {
    out << fmt::format("    {})\n", command.name);
    if (!command.commands.empty()) {
      out << "      if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n";
      zsh_commands(command, out, "        ");
      out << "        return\n"
             "      fi\n";
    }
    out << fmt::format("      _arguments \\\n        {}\n      ;;\n",
                       fmt::join(zsh_arguments(command, program), " \\\n        "));
  }
  out << "    esac\n"
         "    ;;\n"
         "  esac\n"
         "}\n"
         "_rfmseg \"$@\"\n";
}

}  // namespace rfmseg::cli
