#include "cli/help/help.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/output.hpp"
#include "cli/parsing/parse_error.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/version.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

/// The path of `words`, such as scheme and show.
CommandPath find_command(const Command& program, const std::vector<std::string>& words) {
  CommandPath path = {&program};
  for (const std::string& word : words) {
    const std::vector<Command>& commands = path.back()->commands;
    const auto found = std::ranges::find(commands, word, &Command::name);
    if (found == commands.end()) throw UsageError(explain_unknown_command(path, word));
    path.push_back(&*found);
  }
  return path;
}

void write_text(const std::string& text, RunSummary& summary) {
  Output output("-", summary);
  output.stream() << text;
  output.finish();
}

}  // namespace

Command help_command() {
  const auto words = std::make_shared<std::vector<std::string>>();
  return {.name = "help",
          .description = "Show the help of a command",
          .options = {Option("COMMAND", words.get(), "COMMAND",
                             "The name of the command; none lists all commands")},
          .footer =
              "Examples:\n"
              "  rfmseg help analyze\n"
              "  rfmseg help scheme show",
          .run = [words](const Invocation& invocation, RunSummary& summary) {
            write_text(help_text(find_command(*invocation.path.front(), *words),
                                 help_width(STDOUT_FILENO)),
                       summary);
          }};
}

Command version_command() {
  return {.name = "version",
          .description = "Show the version",
          .run = [](const Invocation& /*invocation*/, RunSummary& summary) {
            write_text(fmt::format("rfmseg {}\n", version()), summary);
          }};
}

}  // namespace rfmseg::cli
