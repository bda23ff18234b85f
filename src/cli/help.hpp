#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace rfmseg::cli {

/// What an option is for, with its default at the end.
[[nodiscard]] std::string full_description(const CLI::Option& option);

/// Help that fits 80 columns: `-o,--output FILE`, then the description wrapped beside it with the
/// default at its end.
class HelpFormatter final : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override;
  /// Also the options that every command has.
  std::string make_footer(const CLI::App* app) const override;
  std::string make_group(std::string group, bool is_positional,
                         std::vector<const CLI::Option*> options) const override;
  std::string make_option(const CLI::Option* option, bool is_positional) const override;
  std::string make_subcommand(const CLI::App* command) const override;
};

}  // namespace rfmseg::cli
