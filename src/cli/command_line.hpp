#pragma once

#include <string>

#include "cli/command.hpp"
#include "cli/program.hpp"

namespace rfmseg::cli {

/// A command line on its way from words to work.
class CommandLine {
 public:
  CommandLine() = default;
  CommandLine(const CommandLine&) = delete;  // options point into it
  CommandLine& operator=(const CommandLine&) = delete;

  /// See cli::parse(). False when help or the version was asked for, and has been given.
  [[nodiscard]] bool parse(int argc, const char* const* argv);
  /// Runs the command that was given. A UsageError names the other sources of options.
  void run(RunSummary& summary) const;

  [[nodiscard]] const LogOptions& log() const { return options_.log; }
  /// Where --summary wants the summary; empty for nowhere.
  [[nodiscard]] const std::string& summary_path() const { return options_.summary; }

 private:
  ProgramOptions options_;
  Command program_ = make_program(options_);
  Invocation invocation_;
};

}  // namespace rfmseg::cli
