#pragma once

#include <CLI/CLI.hpp>
#include <istream>
#include <string>
#include <vector>

namespace rfmseg::cli {

/// The TOML file of --config: options of every command at its top, those of one command in a
/// section with its name.
class ConfigFile final : public CLI::ConfigTOML {
 public:
  /// `command` is the one that is going to run; only names are looked at in the sections of others.
  ConfigFile(const CLI::App& app, std::string command) : app_(app), command_(std::move(command)) {}

  /// Throws UsageError for what is no TOML, no command or no option, with file, line and column.
  [[nodiscard]] std::vector<CLI::ConfigItem> from_config(std::istream& input) const override;

 private:
  const CLI::App& app_;
  std::string command_;
};

}  // namespace rfmseg::cli
