#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ostream>
#include <string>
#include <vector>

#include "cli/help/completion_script.hpp"

namespace rfmseg::cli {
namespace {

/// What actions call. Names from files are never expanded by the shell, which compgen -W does.
constexpr const char* kBashFunctions = R"bash(
# Offers those of the lines on standard input that begin with the last part of the word.
_rfmseg_offer() {
  local each rest=${word##*[,=]} before=
  [[ $1 == list ]] && before=${word%"$rest"} || rest=$word
  while IFS= read -r each; do
    [[ $1 == list && $each == *[,\"]* ]] && continue
    [[ $each == "$rest"* ]] && COMPREPLY+=("$before$each")
  done
}
# The columns of the first file on the command line.
_rfmseg_columns() {
  local each
  for each in "${COMP_WORDS[@]:2}"; do
    each=${each/#\~/$HOME}
    [[ -f $each && $each != "$word" ]] && "${COMP_WORDS[0]}" names columns "$each" 2>/dev/null && return
  done
}
# The keys of the segments of the scheme on the command line.
_rfmseg_segments() {
  local i scheme=classic
  for ((i = 2; i < ${#COMP_WORDS[@]} - 1; ++i)); do
    [[ ${COMP_WORDS[i]} == --scheme ]] && scheme=${COMP_WORDS[i + 1]/#=/${COMP_WORDS[i + 2]-}}
  done
  "${COMP_WORDS[0]}" names segments "${scheme/#\~/$HOME}" 2>/dev/null
}
# FIELD=COLUMN,...: columns after a =, else fields.
_rfmseg_fields() {
  if [[ ($assigned == yes && $word != *,*) || ${word##*,} == *=* ]]; then
    _rfmseg_offer list < <(_rfmseg_columns)
  else
    _rfmseg_offer list < <(printf '%s=\n' "$@")
    compopt -o nospace 2>/dev/null
  fi
}
# Finds the first of its arguments that is on the command line.
_rfmseg_find() {
  local each name
  found=''
  for each in "${COMP_WORDS[@]:2:COMP_CWORD-2}"; do
    for name; do [[ $each == "$name" ]] && found=$each && return; done
  done
}
# Files of TOML, and folders.
_rfmseg_toml() {
  mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -X '!*.toml' -- "$word"; compgen -d -- "$word")
}
)bash";

/// What bash is to offer for a value.
std::string bash_action(const Option& option) {
  switch (option.rules.named) {
    case Named::column:
      return "_rfmseg_offer < <(_rfmseg_columns)";
    case Named::columns:
      return "_rfmseg_offer list < <(_rfmseg_columns)";
    case Named::fields:
      return fmt::format("_rfmseg_fields {}", fmt::join(choices(option), " "));
    case Named::segment:
    case Named::condition:
      return "_rfmseg_offer < <(_rfmseg_segments)";
    case Named::nothing:
      break;
  }
  if (takes_folder(option)) return R"(mapfile -t COMPREPLY < <(compgen -d -- "$word"))";
  const std::string words = fmt::format("{}", fmt::join(choices(option), " "));
  if (is_word_list(option)) {
    return fmt::format("_rfmseg_offer list < <(printf '%s\\n' {})", words);
  }
  if (takes_toml(option)) {
    return fmt::format(R"(mapfile -t COMPREPLY < <(compgen -W '{}' -- "$word"); _rfmseg_toml)",
                       words);
  }
  if (!words.empty()) {
    return fmt::format(R"(mapfile -t COMPREPLY < <(compgen {}-W '{}' -- "$word"))",
                       takes_file(option) ? "-f " : "", words);
  }
  return takes_file(option) ? R"(mapfile -t COMPREPLY < <(compgen -f -- "$word"))" : "COMPREPLY=()";
}

/// What bash is to offer for the words of a command that are not options.
std::string bash_words(const Option* positional) {
  if (positional == nullptr) return "";
  std::string text;
  const std::vector<std::string> words = choices(*positional);
  if (!words.empty()) text += fmt::format(" others='{}'", fmt::join(words, " "));
  if (takes_toml(*positional)) {
    text += " toml=yes";
  } else if (takes_file(*positional)) {
    text += " files=-f";
  }
  return text.substr(text.empty() ? 0 : 1);
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
  const std::vector<std::string> under = names_of(command.commands);
  if (&command == &program || under.empty()) {
    const std::string others = &command == &program
                                   ? fmt::format("others='{}'", fmt::join(under, " "))
                                   : bash_words(positional_of(command));
    if (!others.empty()) out << "      " << others << '\n';
  } else {
    out << fmt::format("      others='{0}'\n      _rfmseg_find {0}\n      case $found in\n",
                       fmt::join(under, " "));
    for (const Command& each : command.commands) {
      out << fmt::format("        {}) others='' {} ;;\n", each.name,
                         bash_words(positional_of(each)));
    }
    out << "      esac\n";
  }
  out << "      ;;\n";
}

}  // namespace

void write_bash_completion(const Command& program, std::ostream& out) {
  out << "# Completion of rfmseg for bash." << kBashFunctions
      << "_rfmseg() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} previous='' assigned='' at=$COMP_CWORD\n"
         "  local command='' options='' others='' files='' toml='' found='' each\n"
         "  COMPREPLY=()\n"
         "  # --format=csv is three words to bash, as is a=b; -- may be one of them.\n"
         "  if [[ $word == '=' ]]; then word='' assigned=yes at=$((at + 1)); fi\n"
         "  while ((at > 1)) && [[ ${COMP_WORDS[at-1]} == '=' ]]; do assigned=yes at=$((at - 2)); "
         "done\n"
         "  previous=${COMP_WORDS[at-1]}\n"
         "  if ((at < COMP_CWORD)) && [[ ${COMP_WORDS[at]} == -* ]]; then\n"
         "    previous=${COMP_WORDS[at]}\n"
         "    ((at + 2 < COMP_CWORD)) || assigned=''\n"
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
         "    [[ -n $toml ]] && _rfmseg_toml\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -F _rfmseg rfmseg\n";
}

}  // namespace rfmseg::cli
