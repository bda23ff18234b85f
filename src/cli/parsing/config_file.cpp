#include "cli/parsing/config_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <iterator>
#include <sstream>
#include <string_view>

#include "cli/parsing/parse_error.hpp"
#include "rfmseg/error.hpp"
#include "text.hpp"
#include "toml_node.hpp"

namespace rfmseg::cli {
namespace {

/// ` (did you mean k-range?)`; nothing when no name is near.
std::string guess_text(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string guess = did_you_mean(word, candidates);
  return guess.empty() ? "" : fmt::format(" ({})", guess);
}

/// The options of a command that a file can set, by their long names.
std::vector<std::string> settable_names(const Command& command) {
  std::vector<std::string> names;
  for (const Option& option : command.options) {
    if (is_settable(option)) std::ranges::copy(long_names(option), std::back_inserter(names));
  }
  return names;
}

const Option& option_named(const std::string& name, const Command& owner) {
  return *std::ranges::find_if(owner.options, [&](const Option& option) {
    return std::ranges::find(option.names, "--" + name) != option.names.end();
  });
}

/// Reads the values of one file.
class ConfigReader {
 public:
  ConfigReader(const std::string& path, const Command& program, const Command* command)
      : path_(path), program_(program), command_(command) {}

  std::vector<ConfigValue> read(std::istream& input) {
    const std::string text = text_of(input);
    check_key_depth(text, path_);
    toml::table root;
    try {
      root = toml::parse(text, path_);
    } catch (const toml::parse_error& error) {
      fail(error.source(), std::string(error.description()));
    }
    for (const auto& [key, value] : root) {
      if (const toml::table* const section = value.as_table()) {
        read_section(std::string(key.str()), *section);
      } else {
        read_option(program_, std::string(key.str()), value);
      }
    }
    return std::move(values_);
  }

 private:
  [[noreturn]] void fail(const toml::source_region& where, const std::string& what) const {
    throw UsageError(
        fmt::format("{}:{}:{}: {}", path_, where.begin.line, where.begin.column, what));
  }

  [[nodiscard]] std::string text_of(std::istream& input) const {
    constexpr std::size_t kMostBytes = 1'000'000;
    std::string text(kMostBytes + 1, '\0');
    input.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(input.gcount()));
    if (text.size() > kMostBytes) {
      throw UsageError(fmt::format("'{}' is not a config file: it is larger than 1 MB", path_));
    }
    return text;
  }

  void read_section(const std::string& name, const toml::table& section) {
    std::vector<std::string> commands;
    const Command* owner = nullptr;
    for (const Command& each : program_.commands) {
      commands.push_back(each.name);
      if (each.name == name) owner = &each;
    }
    if (owner == nullptr) {
      fail(section.source(),
           fmt::format("[{}] is not a command{}", printable(name), guess_text(name, commands)));
    }
    for (const auto& [key, value] : section) read_option(*owner, std::string(key.str()), value);
  }

  void read_option(const Command& owner, const std::string& name, const toml::node& value) {
    check_name(owner, name, value);
    ConfigValue read{&owner, name, {}};
    if (const toml::array* const values = value.as_array()) {
      for (const toml::node& each : *values) read.values.push_back(text_of(name, each));
      if (read.values.size() > 1 && !is_list(option_named(name, owner))) {
        fail(value.source(), fmt::format("{} takes one value", name));
      }
    } else {
      read.values.push_back(text_of(name, value));
    }
    if (&owner == &program_ || &owner == command_) values_.push_back(std::move(read));
  }

  void check_name(const Command& owner, const std::string& name, const toml::node& value) const {
    const std::vector<std::string> names = settable_names(owner);
    if (std::ranges::find(names, name) != names.end()) return;
    if (&owner == &program_) {
      fail(value.source(),
           fmt::format(
               "{} is not a global option{} (hint: options of one command go in its [section])",
               printable(name), guess_text(name, names)));
    }
    const std::vector<std::string> shared = settable_names(program_);
    const bool is_shared = std::ranges::find(shared, name) != shared.end();
    fail(value.source(),
         fmt::format("{} has no option {}{}", owner.name, printable(name),
                     is_shared ? ": it is a global option (hint: move it above the first [section])"
                               : guess_text(name, names)));
  }

  /// The value as it would be on the command line.
  [[nodiscard]] std::string text_of(const std::string& name, const toml::node& value) const {
    if (const auto* const text = value.as_string()) return text->get();
    if (value.is_array() || value.is_table()) {
      fail(value.source(), fmt::format("{} must be a string, number, date or boolean", name));
    }
    std::ostringstream out;
    value.visit([&](const auto& of) {
      if constexpr (toml::is_value<decltype(of)>) out << of;
    });
    return out.str();
  }

  const std::string& path_;
  const Command& program_;
  const Command* command_;
  std::vector<ConfigValue> values_;
};

}  // namespace

std::vector<ConfigValue> read_config(std::istream& input, const std::string& path,
                                     const Command& program, const Command* command) {
  return ConfigReader(path, program, command).read(input);
}

}  // namespace rfmseg::cli
