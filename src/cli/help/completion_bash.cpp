#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <ostream>
#include <string>
#include <vector>

#include "cli/help/completion_script.hpp"

namespace rfmseg::cli {
namespace {

/// What bash is to offer for a value.
std::string bash_action(const Option& option) {
  if (takes_folder(option)) return R"(mapfile -t COMPREPLY < <(compgen -d -- "$word"))";
  if (!choices(option).empty()) {
    return fmt::format(R"(mapfile -t COMPREPLY < <(compgen {}-W '{}' -- "$word"))",
                       takes_file(option) ? "-f " : "", fmt::join(choices(option), " "));
  }
  return takes_file(option) ? R"(mapfile -t COMPREPLY < <(compgen -f -- "$word"))" : "COMPREPLY=()";
}

void bash_command(const Command& command, const Command& program, std::ostream& out) {
  std::vector<std::string> words;
  out << fmt::format("    '{}')\n      case $previous in\n", command.name);
  for (const Option& option : named_options(command, program)) {
    words.insert(words.end(), option.names.begin(), option.names.end());
    if (option.value.empty()) continue;
    out << fmt::format("        {}) {}; return ;;\n", fmt::join(option.names, "|"),
                       bash_action(option));
  }
  out << fmt::format("      esac\n      options='{}'\n", fmt::join(words, " "));
  std::vector<std::string> others = names_of(command.commands);
  const Option* const positional = positional_of(command);
  if (positional != nullptr && &command != &program) {
    std::ranges::copy(choices(*positional), std::back_inserter(others));
    if (takes_file(*positional)) out << "      files=-f\n";
  }
  out << fmt::format("      others='{}'\n", fmt::join(others, " "));
  out << "      ;;\n";
}

}  // namespace

void write_bash_completion(const Command& program, std::ostream& out) {
  out << "# Completion of rfmseg for bash.\n"
         "_rfmseg() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
         "  local command='' options='' others='' files='' each\n"
         "  # --format=csv is three words to bash.\n"
         "  if [[ $word == '=' ]]; then word=''; elif [[ $previous == '=' ]]; then\n"
         "    previous=${COMP_WORDS[COMP_CWORD-2]}\n"
         "  fi\n"
         "  for each in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n";
  out << fmt::format("    case $each in {}) command=$each; break ;; esac\n",
                     fmt::join(names_of(program.commands), "|"));
  out << "  done\n"
         "  case $command in\n";
  bash_command(program, program, out);
  for (const Command& command : program.commands) bash_command(command, program, out);
  out << "  esac\n"
         "  if [[ $word == -* ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\")\n"
         "  else\n"
         "    mapfile -t COMPREPLY < <(compgen $files -W \"$others\" -- \"$word\")\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -F _rfmseg rfmseg\n";
}

}  // namespace rfmseg::cli
