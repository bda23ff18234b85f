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
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  const auto guess = nearest(word, candidates);
  return guess ? fmt::format("did you mean {}? ", *guess) : "";
}

/// For a command line without a command: what stands in its place, if anything does.
std::string explain_missing_command(const CLI::App& app, std::string_view first) {
  const std::vector<std::string_view> names = command_names(app);
  if (first.empty() || first.starts_with('-')) {
    return fmt::format("no command given (commands: {}; see rfmseg --help)",
                       fmt::join(names, ", "));
  }
  return fmt::format("'{}' is no command ({}commands: {})", printable(first),
                     did_you_mean(first, names), fmt::join(names, ", "));
}

}  // namespace

std::string explain(const CLI::ParseError& error, const CLI::App& app, int argc,
                    const char* const* argv) {
  const CLI::App* command = nullptr;
  for (const CLI::App* parsed : app.get_subcommands()) command = parsed;
  if (command == nullptr) return explain_missing_command(app, argc > 1 ? argv[1] : "");

  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    std::vector<std::string> options;
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) options.push_back("--" + name);
    }
    const std::vector<std::string_view> candidates(options.begin(), options.end());
    for (int i = 1; i < argc; ++i) {
      const std::string_view word = argv[i];
      const std::string_view name = word.substr(0, word.find('='));
      const bool known = std::find(candidates.begin(), candidates.end(), name) != candidates.end();
      if (!word.starts_with("--") || known || name == "--config") continue;
      return fmt::format("{} has no option {} ({}see rfmseg {} --help)", command->get_name(),
                         printable(name), did_you_mean(name, candidates), command->get_name());
    }
  }
  return fmt::format("{} (see rfmseg {} --help)", error.what(), command->get_name());
}

}  // namespace rfmseg::cli
