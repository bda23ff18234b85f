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

/// For an option that the command does not have; nothing when there is none.
std::string explain_unknown_option(const CommandPath& path, int argc, const char* const* argv) {
  std::vector<std::string> options;
  for (const Command* const owner : {path.back(), path.front()}) {
    for (const Option& option : owner->options) {
      for (const std::string& name : long_names(option)) options.push_back("--" + name);
    }
  }
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const std::string_view name = word.substr(0, word.find('='));
    const bool known = std::ranges::find(options, name) != options.end();
    if (!word.starts_with("--") || known) continue;
    return fmt::format("unknown option {1} of {0} ({2}see {3} --help)", path.back()->name,
                       printable(name), guess_before(name, options), full_name(path));
  }
  return "";
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
  if (!path.back()->commands.empty()) return explain_missing_command(path, argc, argv);
  const std::string text = fault.has_extras ? explain_unknown_option(path, argc, argv) : "";
  return text.empty() ? fmt::format("{} (see {} --help)", fault.what, full_name(path)) : text;
}

}  // namespace rfmseg::cli
