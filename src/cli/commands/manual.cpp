#include <fmt/core.h>

#include <memory>
#include <string>

#include "cli/commands/commands.hpp"
#include "cli/help/manual_page.hpp"
#include "cli/output.hpp"

namespace rfmseg::cli {
namespace {

void write_page(const Command& program, const Command& command, const std::string& folder,
                RunSummary& summary) {
  Output output(fmt::format("{}/{}.1", folder, manual_page_name(command)), summary);
  write_manual_page(program, command, output.stream());
  output.finish();
  output.publish();
}

void run_manual(const std::string& folder, const Command& whole, RunSummary& summary) {
  const Command program = without_hidden(whole);
  write_page(program, program, folder, summary);
  for (const Command& command : program.commands) {
    write_page(program, command, folder, summary);
  }
}

}  // namespace

Command manual_command() {
  const auto folder = std::make_shared<std::string>();
  return {.name = "manual",
          .description = "Write the manual pages of all commands, for man(1)",
          .options = {Option("DIR", folder.get(), "DIR", "Existing folder to write to",
                             {.required = true})},
          .run =
              [folder](const Invocation& invocation, RunSummary& summary) {
                run_manual(*folder, *invocation.path.front(), summary);
              },
          .hidden = true};  // for packages
}

}  // namespace rfmseg::cli
