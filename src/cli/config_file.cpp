#include "cli/config_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <sstream>
#include <string_view>

#include "nearest.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/text.hpp"

namespace rfmseg::cli {
namespace {

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const std::vector<std::string_view> names(candidates.begin(), candidates.end());
  const auto guess = nearest(word, names);
  return guess ? fmt::format(" (did you mean {}?)", *guess) : "";
}

/// The options of a command that a file can set, by their long names.
std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* const option : command.get_options()) {
    if (!option->get_configurable()) continue;
    for (const std::string& name : option->get_lnames()) names.push_back(name);
  }
  return names;
}

/// Reads the values of one file.
class ConfigReader {
 public:
  ConfigReader(const CLI::App& app, const std::string& command, std::string path)
      : app_(app), command_(command), path_(std::move(path)) {}

  std::vector<CLI::ConfigItem> read(std::istream& input) {
    toml::table root;
    try {
      root = toml::parse(input, path_);
    } catch (const toml::parse_error& error) {
      fail(error.source(), std::string(error.description()));
    }
    for (const auto& [key, value] : root) {
      if (const toml::table* const section = value.as_table()) {
        read_section(std::string(key.str()), *section);
      } else {
        read_option(app_, "rfmseg", std::string(key.str()), value, true);
      }
    }
    return std::move(items_);
  }

 private:
  [[noreturn]] void fail(const toml::source_region& where, const std::string& what) const {
    throw UsageError(
        fmt::format("{}:{}:{}: {}", path_, where.begin.line, where.begin.column, what));
  }

  void read_section(const std::string& name, const toml::table& section) {
    std::vector<std::string> commands;
    const CLI::App* command = nullptr;
    for (const CLI::App* const each : app_.get_subcommands({})) {
      commands.push_back(each->get_name());
      if (each->get_name() == name) command = each;
    }
    if (command == nullptr) {
      fail(section.source(),
           fmt::format("[{}] is no command{}", printable(name), did_you_mean(name, commands)));
    }
    for (const auto& [key, value] : section) {
      read_option(*command, name, std::string(key.str()), value, name == command_);
    }
  }

  void read_option(const CLI::App& owner, const std::string& owner_name, const std::string& name,
                   const toml::node& value, bool wanted) {
    const std::vector<std::string> names = option_names(owner);
    if (std::ranges::find(names, name) == names.end()) {
      if (&owner == &app_) {
        fail(value.source(), fmt::format("{} is no option of every command{} (hint: those of one "
                                         "command stand in a section with its name)",
                                         printable(name), did_you_mean(name, names)));
      }
      const std::vector<std::string> shared = option_names(app_);
      const bool is_shared = std::ranges::find(shared, name) != shared.end();
      fail(value.source(),
           fmt::format("{} has no option {}{}", owner_name, printable(name),
                       is_shared ? " of its own (hint: options of every command stand above the "
                                   "first section)"
                                 : did_you_mean(name, names)));
    }
    CLI::ConfigItem item;
    if (&owner != &app_) item.parents = {owner_name};
    item.name = name;
    if (const toml::array* const values = value.as_array()) {
      for (const toml::node& each : *values) item.inputs.push_back(text_of(name, each));
      const CLI::Option* const option = owner.get_option("--" + name);
      if (item.inputs.size() > 1 && option->get_items_expected_max() < 2) {
        fail(value.source(), fmt::format("{} takes one value", name));
      }
    } else {
      item.inputs.push_back(text_of(name, value));
    }
    if (wanted) items_.push_back(std::move(item));
  }

  /// The value as it would stand on the command line.
  [[nodiscard]] std::string text_of(const std::string& name, const toml::node& value) const {
    if (const auto* const text = value.as_string()) return text->get();
    if (value.is_array() || value.is_table()) {
      fail(value.source(), fmt::format("{} is no text, number, date, true or false", name));
    }
    std::ostringstream out;
    value.visit([&](const auto& of) {
      if constexpr (toml::is_value<decltype(of)>) out << of;
    });
    return out.str();
  }

  const CLI::App& app_;
  const std::string& command_;
  std::string path_;
  std::vector<CLI::ConfigItem> items_;
};

}  // namespace

std::vector<CLI::ConfigItem> ConfigFile::from_config(std::istream& input) const {
  return ConfigReader(app_, command_, app_.get_config_ptr()->as<std::string>()).read(input);
}

}  // namespace rfmseg::cli
