#include <fcntl.h>
#include <fmt/ranges.h>
#include <malloc.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <functional>
#include <new>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/condition_met.hpp"
#include "cli/error_text.hpp"
#include "cli/log.hpp"
#include "cli/run_summary.hpp"
#include "report/file_stream.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"
#include "rfmseg/report/output_file.hpp"

namespace {

enum ExitCode {
  kDone = 0,
  kDataError = 1,
  kUsageError = 2,
  kConditionMet = 3,
  kInterrupted = 130,
  kBrokenPipe = 128 + SIGPIPE
};

/// Opens what the caller has closed of standard input, output and error, so that no file gets their
/// numbers, and with it what is meant for them. Reading and writing the first two fails, as on
/// closed ones; messages are lost.
void open_standard_files() {
  for (int file = 0; file <= 2; ++file) {
    if (fcntl(file, F_GETFD) >= 0) continue;
    // The lowest number that is free: `file`.
    if (open("/dev/null", file == 1 ? O_RDONLY : O_WRONLY) != file) std::abort();
  }
}

/// Prints why the program ends, by calls that are allowed anywhere, and ends it. What it has not
/// published is lost, and what it has published is whole.
[[noreturn]] void end_at_once(std::string_view message, int code) {
  (void)!::write(STDERR_FILENO, message.data(), message.size());
  ::_exit(code);
}

/// Stops at the next safe point, or, where none comes for a second, such as in a library, at
/// once.
void stop(int /*signal*/) {
  rfmseg::request_interrupt();
  std::signal(SIGALRM, [](int) { end_at_once("rfmseg: error: interrupted\n", kInterrupted); });
  ::alarm(1);
}

void watch_signals() {
  struct sigaction action {};
  action.sa_handler = stop;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // a second signal ends the program at once
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  // A terminal that closes; nohup has it ignored.
  struct sigaction before {};
  if (sigaction(SIGHUP, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) {
    sigaction(SIGHUP, &action, nullptr);
  }
  // Seen as failed writes, so that messages name the problem and nothing is left.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

/// Has columns of many customers given back to the system as soon as they are freed, where the C
/// library would keep those below 32 MiB.
void give_memory_back() {
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
}

/// Few libraries survive a failed allocation, so that none is reported to them.
void end_without_memory() {
  std::set_new_handler([] {
    end_at_once("rfmseg: error: out of memory (hint: fewer --threads, or more memory)\n",
                kDataError);
  });
}

/// What an interrupted run has done.
std::string interrupted_text(const rfmseg::cli::RunSummary& summary) {
  if (!summary.outputs.empty()) {
    return fmt::format("interrupted after writing {}", fmt::join(summary.outputs, ", "));
  }
  if (rfmseg::has_written_to_standard_output()) return "interrupted; the output is incomplete";
  // Of several files those before it stay.
  if (summary.command == "ingest") return "interrupted; nothing of the last file was added";
  return "interrupted; nothing was written";
}

/// Does the work that `arguments` ask for, and reports what ended it early.
int exit_code_of(const std::vector<std::string>& arguments, const std::function<void()>& work) {
  try {
    work();
    return kDone;
  } catch (const rfmseg::BrokenPipe&) {
    return kBrokenPipe;
  } catch (const rfmseg::Interrupted&) {
    return kInterrupted;
  } catch (const rfmseg::cli::ConditionMet&) {
    return kConditionMet;
  } catch (const rfmseg::Error& error) {
    rfmseg::cli::log_error(rfmseg::cli::error_text(error, arguments));
    return dynamic_cast<const rfmseg::UsageError*>(&error) != nullptr ? kUsageError : kDataError;
  } catch (const std::bad_alloc&) {
    rfmseg::cli::log_error("out of memory");
    return kDataError;
  } catch (const std::system_error& error) {
    const bool no_thread = error.code() == std::errc::resource_unavailable_try_again;
    rfmseg::cli::log_error(no_thread ? "the system allows no more threads" : error.what());
    return kDataError;
  } catch (const std::exception& error) {
    rfmseg::cli::log_error(error.what());
    return kDataError;
  }
}

}  // namespace

int main(int argc, char** argv) {
  open_standard_files();
  give_memory_back();
  end_without_memory();
  rfmseg::cli::start_log();
  watch_signals();
  rfmseg::cli::CommandLine command_line;
  rfmseg::cli::RunSummary summary;
  summary.arguments.assign(argv + 1, argv + argc);
  int code = exit_code_of(summary.arguments, [&] {
    if (!command_line.parse(argc, argv)) return;
    rfmseg::cli::configure_log(command_line.log());
    command_line.run(summary);
  });
  if (code == kInterrupted) rfmseg::cli::log_error(interrupted_text(summary));
  if (!summary.command.empty() && !command_line.summary_path().empty()) {
    const int written = exit_code_of(
        summary.arguments, [&] { append_summary(summary, code, command_line.summary_path()); });
    if (code == kDone) code = written;
  }
  if (code == kBrokenPipe) {
    // Ends like a program whose output is not read any more.
    std::signal(SIGPIPE, SIG_DFL);
    std::raise(SIGPIPE);
  }
  return code;
}
