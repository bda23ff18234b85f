#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "cli/command.hpp"
#include "cli/command_definition.hpp"
#include "cli/completion_script.hpp"
#include "cli/output.hpp"

namespace rfmseg::cli {
namespace {

void run(const std::string& shell, const CLI::App& app, RunSummary& summary) {
  const CommandDefinition program = definition_of(app);
  Output output("-", summary);
  if (shell == "bash") write_bash_completion(program, output.stream());
  if (shell == "zsh") write_zsh_completion(program, output.stream());
  if (shell == "fish") write_fish_completion(program, output.stream());
  output.finish();
}

}  // namespace

Command add_completion(CLI::App& app) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "completion", "What has a shell complete commands, options and values at the Tab key");
  command->add_option("SHELL", *shell, "bash, zsh or fish")
      ->type_name("bash|zsh|fish")
      ->check(CLI::IsMember({"bash", "zsh", "fish"}).description(""))
      ->required();
  command->footer(
      "The Debian package has them in place. By hand:\n"
      "  source <(rfmseg completion bash)        # in ~/.bashrc\n"
      "  rfmseg completion zsh > \"${fpath[1]}/_rfmseg\"\n"
      "  rfmseg completion fish > ~/.config/fish/completions/rfmseg.fish");
  return {command, [shell, &app](RunSummary& summary) { run(*shell, app, summary); }};
}

}  // namespace rfmseg::cli
