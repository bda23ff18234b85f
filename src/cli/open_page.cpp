#include "cli/open_page.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <filesystem>

#include "cli/log.hpp"

namespace rfmseg::cli {

void open_page(const std::string& path) {
  std::string shell = "/bin/sh";
  std::string option = "-c";
  // The shell ends at once, so that nothing has to wait for the desktop's program.
  std::string script = R"(command -v xdg-open >/dev/null || exit 127; xdg-open "$1" &)";
  std::string name = "rfmseg";
  std::string page = std::filesystem::absolute(path).string();  // a name may begin with -
  std::array<char*, 6> arguments = {shell.data(), option.data(), script.data(),
                                    name.data(),  page.data(),   nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    posix_spawn_file_actions_addopen(&actions, file, "/dev/null", file == 0 ? O_RDONLY : O_WRONLY,
                                     0);
  }
  pid_t child = 0;
  const int error =
      ::posix_spawn(&child, shell.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  const bool started = error == 0 && ::waitpid(child, &status, 0) == child && WIFEXITED(status) &&
                       WEXITSTATUS(status) == 0;
  if (!started) log_warning(fmt::format("cannot open {}: xdg-open is not installed", path));
}

}  // namespace rfmseg::cli
