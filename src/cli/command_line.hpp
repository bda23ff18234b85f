#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/log.hpp"

namespace rfmseg::cli {

/// Every command with its options, and the options that all of them have.
class CommandLine {
 public:
  CommandLine();
  ~CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  /// Takes options from the command line, then from the file of --config, then from RFMSEG_*
  /// variables. False when help or the version was asked for, and has been given. Throws
  /// UsageError.
  [[nodiscard]] bool parse(int argc, const char* const* argv);
  /// Runs the command that was given. A UsageError says where else options come from.
  void run(RunSummary& summary) const;

  [[nodiscard]] const LogOptions& log() const { return log_; }
  /// Where --summary wants the summary; empty for nowhere.
  [[nodiscard]] const std::string& summary_path() const { return summary_; }

 private:
  /// `: options also come from shop.toml, RFMSEG_K`; empty when they do not.
  [[nodiscard]] std::string other_sources() const;

  std::unique_ptr<CLI::App> app_;
  std::vector<Command> commands_;
  LogOptions log_;
  std::string summary_;
  std::vector<std::string> variables_;  ///< those of the environment that set options
};

}  // namespace rfmseg::cli
