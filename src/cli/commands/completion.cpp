#include <memory>
#include <string>

#include "cli/commands/commands.hpp"
#include "cli/help/completion_script.hpp"
#include "cli/output.hpp"

namespace rfmseg::cli {
namespace {

void run_completion(const std::string& shell, const Command& whole, RunSummary& summary) {
  const Command program = without_hidden(whole);
  Output output("-", summary);
  if (shell == "bash") write_bash_completion(program, output.stream());
  if (shell == "zsh") write_zsh_completion(program, output.stream());
  if (shell == "fish") write_fish_completion(program, output.stream());
  output.finish();
}

}  // namespace

Command completion_command() {
  const auto shell = std::make_shared<std::string>();
  return {.name = "completion",
          .description = "Print a shell completion script",
          .options = {Option("SHELL", shell.get(), "bash|zsh|fish", "Shell: bash, zsh or fish",
                             {.required = true, .choices_only = true})},
          .footer =
              "The Debian package installs the scripts. To set up a shell by hand:\n"
              "  source <(rfmseg completion bash)        # in ~/.bashrc\n"
              "  rfmseg completion zsh > \"${fpath[1]}/_rfmseg\"\n"
              "  rfmseg completion fish > ~/.config/fish/completions/rfmseg.fish",
          .run = [shell](const Invocation& invocation, RunSummary& summary) {
            run_completion(*shell, *invocation.path.front(), summary);
          }};
}

}  // namespace rfmseg::cli
