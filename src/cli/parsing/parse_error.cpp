#include "cli/parsing/parse_error.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "cli/shell_word.hpp"
#include "nearest.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

/// `did you mean analyze? `, before the rest of the message.
std::string guess_before(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string guess = did_you_mean(word, candidates);
  return guess.empty() ? "" : guess + ' ';
}

/// The commands that are listed under the last one of `path`.
std::vector<std::string> names_under(const CommandPath& path) {
  std::vector<std::string> names;
  for (const Command& command : path.back()->commands) {
    if (!command.hidden) names.push_back(command.name);
  }
  return names;
}

/// For a command line without a command.
std::string explain_missing_command(const CommandPath& path, int argc, const char* const* argv) {
  const std::string_view word = command_word(path, argc, argv);
  if (!word.empty()) return explain_unknown_command(path, word);
  return fmt::format("no command given (commands: {}; see {} --help)",
                     fmt::join(names_under(path), ", "), full_name(path));
}

/// Whether a word where a command should be is a file, or looks like one.
bool is_file(std::string_view word) {
  const std::filesystem::path path(word);
  std::error_code error;
  return path.has_extension() || std::filesystem::exists(path, error);
}

/// The options that can be given with the last command of `path`.
std::vector<std::string> options_of(const CommandPath& path) {
  std::vector<std::string> options;
  for (const Command* const owner : {path.back(), path.front()}) {
    for (const Option& option : owner->options) {
      for (const std::string& name : long_names(option)) options.push_back("--" + name);
    }
  }
  return options;
}

/// What of the letters of a word is wrong: `unknown option -z in '-qz'`; CLI11 has taken the
/// others.
std::string letter_text(std::string_view extra, int argc, const char* const* argv) {
  const std::string name = extra[1] == '=' ? fmt::format("unexpected '{}'", extra.substr(1))
                                           : fmt::format("unknown option {}", extra.substr(0, 2));
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == extra) break;
    if (word.starts_with('-') && !word.starts_with("--") && word.ends_with(extra.substr(1))) {
      return fmt::format("{} in '{}'", printable(name), printable(word));
    }
  }
  return printable(name);
}

/// For an option of the command that was given before it: `--k`, or `-o`.
std::string explain_early_option(const Option& option, std::string_view name,
                                 const CommandPath& path) {
  return fmt::format("{0} must be after the command: {1} {0}{2}{3} ...", name, full_name(path),
                     option.value.empty() ? "" : " ", option.value);
}

/// For an option that the command does not have; nothing when there is none.
std::string explain_unknown_option(const ParseFault& fault, const CommandPath& path, int argc,
                                   const char* const* argv) {
  const auto extra = std::ranges::find_if(fault.extras, [](const std::string& word) {
    return word.size() > 1 && word.starts_with('-') && word != "--";
  });
  if (extra == fault.extras.end()) return "";
  const std::string of = path.size() > 1 ? " of " + path.back()->name : "";
  const std::string_view name = std::string_view(*extra).substr(0, extra->find('='));
  for (const Option& option : path.back()->options) {
    if (std::ranges::find(option.names, name) != option.names.end()) {
      return explain_early_option(option, name, path);
    }
  }
  if (!extra->starts_with("--")) {
    return fmt::format("{}{} (see {} --help)", letter_text(*extra, argc, argv), of,
                       full_name(path));
  }
  return fmt::format("unknown option {}{} ({}see {} --help)", printable(name), of,
                     guess_before(name, options_of(path)), full_name(path));
}

/// The option of that name, of the command or of the program; null if there is none.
const Option* option_named(std::string_view name, const CommandPath& path) {
  for (const Command* const owner : {path.back(), path.front()}) {
    for (const Option& option : owner->options) {
      if (full_name(option) == name) return &option;
    }
  }
  return nullptr;
}

/// What is wrong, without what could help.
std::string fault_text(const ParseFault& fault, const CommandPath& path) {
  if (!fault.extras.empty()) {
    return fmt::format("unexpected argument '{}'", printable(fault.extras.front()));
  }
  if (fault.option.empty()) return fault.what;
  if (fault.repeated) return fault.option + " can be given only once";
  const Option* const option = option_named(fault.option, path);
  return fmt::format("{} requires a value{}", fault.option,
                     option == nullptr ? "" : ": " + option->value);
}

}  // namespace

std::string_view command_word(const CommandPath& path, int argc, const char* const* argv) {
  int next = 1;
  if (path.size() > 1) {
    while (next < argc && path.back()->name != argv[next]) ++next;
    ++next;
  }
  const std::string_view word = next < argc ? argv[next] : "";
  return word.starts_with('-') ? "" : word;
}

std::string explain_unknown_command(const CommandPath& path, std::string_view word) {
  if (path.size() == 1 && is_file(word)) {
    return fmt::format("unknown command '{}' (hint: rfmseg analyze {})", printable(word),
                       shell_word(printable(word)));
  }
  const std::vector<std::string> names = names_under(path);
  if (names.empty()) {
    return fmt::format("{} has no command '{}'", full_name(path), printable(word));
  }
  return fmt::format("unknown command '{}' ({}commands: {})", printable(word),
                     guess_before(word, names), fmt::join(names, ", "));
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const std::vector<std::string_view> names(candidates.begin(), candidates.end());
  const auto guess = nearest(word, names);
  return guess ? fmt::format("did you mean {}?", *guess) : "";
}

std::string explain(const ParseFault& fault, const CommandPath& path, int argc,
                    const char* const* argv) {
  if (!path.back()->commands.empty() && !command_word(path, argc, argv).empty()) {
    return explain_missing_command(path, argc, argv);
  }
  std::string unknown = explain_unknown_option(fault, path, argc, argv);
  if (!unknown.empty()) return unknown;
  if (!path.back()->commands.empty() && fault.option.empty()) {
    return explain_missing_command(path, argc, argv);
  }
  return fmt::format("{} (see {} --help)", fault_text(fault, path), full_name(path));
}

}  // namespace rfmseg::cli
