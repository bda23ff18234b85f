#include "cli/parse_error.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string_view>
#include <vector>

#include "nearest.hpp"
#include "rfmseg/text.hpp"

namespace rfmseg::cli {
namespace {

std::vector<std::string_view> command_names(const CLI::App& app) {
  std::vector<std::string_view> names;
  for (const CLI::App* command : app.get_subcommands({})) {
    if (!command->get_group().empty()) names.push_back(command->get_name());
  }
  return names;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  const auto guess = nearest(word, candidates);
  return guess ? fmt::format("did you mean {}? ", *guess) : "";
}

/// `rfmseg scheme show`.
std::string full_name(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return parent == nullptr ? "rfmseg" : full_name(*parent) + ' ' + command.get_name();
}

/// For a command line without a command under `app`: what stands in its place, if anything does.
std::string explain_missing_command(const CLI::App& app, int argc, const char* const* argv) {
  const std::vector<std::string_view> names = command_names(app);
  int next = 1;
  if (app.get_parent() != nullptr) {
    while (next < argc && app.get_name() != argv[next]) ++next;
    ++next;
  }
  const std::string_view first = next < argc ? argv[next] : "";
  if (first.empty() || first.starts_with('-')) {
    return fmt::format("no command given (commands: {}; see {} --help)", fmt::join(names, ", "),
                       full_name(app));
  }
  return fmt::format("'{}' is no command ({}commands: {})", printable(first),
                     did_you_mean(first, names), fmt::join(names, ", "));
}

}  // namespace

std::string explain(const CLI::ParseError& error, const CLI::App& app, int argc,
                    const char* const* argv) {
  const CLI::App* command = &app;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().back();
  if (!command->get_subcommands({}).empty()) return explain_missing_command(*command, argc, argv);

  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    std::vector<std::string> options;
    for (const CLI::App* const owner : {command, &app}) {
      for (const CLI::Option* option : owner->get_options()) {
        for (const std::string& name : option->get_lnames()) options.push_back("--" + name);
      }
    }
    const std::vector<std::string_view> candidates(options.begin(), options.end());
    for (int i = 1; i < argc; ++i) {
      const std::string_view word = argv[i];
      const std::string_view name = word.substr(0, word.find('='));
      const bool known = std::find(candidates.begin(), candidates.end(), name) != candidates.end();
      if (!word.starts_with("--") || known) continue;
      return fmt::format("{} has no option {} ({}see {} --help)", command->get_name(),
                         printable(name), did_you_mean(name, candidates), full_name(*command));
    }
  }
  return fmt::format("{} (see {} --help)", error.what(), full_name(*command));
}

}  // namespace rfmseg::cli
