#include "cli/parsing/parse.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <istream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

#include "cli/parsing/config_file.hpp"
#include "cli/parsing/environment.hpp"
#include "cli/parsing/parse_error.hpp"
#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

/// A limit as people write it: `0.000001`.
std::string limit_text(double limit) {
  std::string text = fmt::format("{:.6f}", limit);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

/// What is wrong with the text of a number; nothing if it is one, and in the range.
template <class Value>
std::string wrong_number(const std::string& text, const std::optional<Range>& range) {
  Value value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_number = error == std::errc{} && end == text.data() + text.size();
  const auto number = static_cast<double>(value);
  if (is_number && (!range || (number >= range->least && number <= range->most))) return "";
  return fmt::format(
      "'{}' is not a {}{}", printable(text), std::is_integral_v<Value> ? "whole number" : "number",
      range ? fmt::format(" from {} to {}", limit_text(range->least), limit_text(range->most))
            : "");
}

/// What is wrong with one of several words; nothing if it is among them.
std::string wrong_choice(const std::string& text, const std::vector<std::string>& words) {
  if (std::ranges::find(words, text) != words.end()) return "";
  const std::string last = words.size() > 1 ? " or " + words.back() : "";
  const std::vector<std::string> others(words.begin(), words.end() - (last.empty() ? 0 : 1));
  return fmt::format("'{}' is not {}{}", printable(text), fmt::join(others, ", "), last);
}

/// Adds an option to CLI11's definition of its command, by what its target is.
struct OptionAdder {
  CLI::App& app;
  const Option& option;
  const std::string names = fmt::format("{}", fmt::join(option.names, ","));

  CLI::Option* operator()(ShowHelp) const { return app.set_help_flag(names); }
  CLI::Option* operator()(ShowVersion) const { return app.set_version_flag(names); }
  CLI::Option* operator()(const ReadConfig& config) const {
    return app.set_config(names, config.standard, "", !config.standard.empty());
  }
  CLI::Option* operator()(bool* flag) const { return app.add_flag(names, *flag); }
  // These are parsed later, by parse_values().
  CLI::Option* operator()(const ParseText&) const {
    return app.add_option_function<std::string>(names, [](const std::string&) {});
  }
  CLI::Option* operator()(const ParseList&) const {
    using Texts = std::vector<std::string>;
    return app.add_option_function<Texts>(names, [](const Texts&) {});
  }
  template <class Value>
  CLI::Option* operator()(Value* value) const {
    CLI::Option* const added = app.add_option(names, *value);
    if constexpr (std::is_arithmetic_v<Value>) {
      if (!option.rules.check) {
        added->check(CLI::Validator(
            [range = option.rules.range](const std::string& text) {
              return wrong_number<Value>(text, range);
            },
            ""));
      }
    }
    return added;
  }
};

void add_option(CLI::App& app, const Option& option) {
  CLI::Option* const added = std::visit(OptionAdder{app, option}, option.target);
  const OptionRules& rules = option.rules;
  added->group(option.group);  // an option in none has no name in messages either
  if (!option.value.empty()) added->type_name(option.value);
  if (rules.required) added->required();
  if (rules.choices_only) {
    added->check(CLI::Validator(
        [words = choices(option)](const std::string& text) { return wrong_choice(text, words); },
        ""));
  }
  if (rules.check) added->check(CLI::Validator(rules.check, ""));
  if (rules.comma_separated) added->delimiter(',');
  // What follows the value of a named option may be INPUT.
  if (is_list(option) && !is_positional(option)) added->allow_extra_args(false);
}

/// What CLI11 has made of an option.
CLI::Option& made_of(const Option& option, CLI::App& app) {
  return *app.get_option(option.names.front());
}

/// What one option has to do with others.
void relate(CLI::App& app, const Option& option, const Options& all) {
  CLI::Option& made = made_of(option, app);
  if (!option.rules.needs.empty()) made.needs(app.get_option(option.rules.needs));
  if (!option.rules.alone_in_group) return;
  for (const Option& other : all) {
    if (other.group == option.group && &other != &option) made.excludes(&made_of(other, app));
  }
}

/// Adds what is in the command; of the commands under it, only what is in those that `is_used`
/// names: CLI11 takes a millisecond for the options of twenty commands.
template <class IsUsed>
void add_command(CLI::App& app, const Command& command, const IsUsed& is_used) {
  if (!command.commands.empty()) app.require_subcommand(1);
  for (const Option& option : command.options) add_option(app, option);
  for (const Option& option : command.options) relate(app, option, command.options);
  for (const Command& each : command.commands) {
    CLI::App& made = *app.add_subcommand(each.name);
    if (is_used(each.name)) add_command(made, each, is_used);
  }
}

/// Has the options of a command look at their variables.
void name_variables(CLI::App& app, const Command& command) {
  for (const Option& option : command.options) {
    const std::string variable = variable_of(option);
    if (!variable.empty()) made_of(option, app).envname(variable);
  }
}

/// The file of --config; the last one if there are several, which is an error.
std::string config_path(const CLI::App& app) {
  const std::vector<std::string>& given = app.get_config_ptr()->results();
  return given.empty() ? app.get_config_ptr()->as<std::string>() : given.back();
}

/// Reads the file of --config for CLI11.
class ConfigAdapter final : public CLI::ConfigTOML {
 public:
  ConfigAdapter(const CLI::App& app, const Command& program, const Command* command)
      : app_(app), program_(program), command_(command) {}

  [[nodiscard]] std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    const std::string path = config_path(app_);
    std::vector<CLI::ConfigItem> loaded;
    for (ConfigValue& value : read_config(input, path, program_, command_)) {
      CLI::ConfigItem& item = loaded.emplace_back();
      if (value.owner != &program_) item.parents = {value.owner->name};
      item.name = std::move(value.option);
      item.inputs = std::move(value.values);
    }
    return loaded;
  }

 private:
  const CLI::App& app_;
  const Command& program_;
  const Command* command_;
};

const Command* command_named(std::string_view name, const std::vector<Command>& commands) {
  const auto found = std::ranges::find(commands, name, &Command::name);
  return found == commands.end() ? nullptr : &*found;
}

/// The command that is going to run: the first word that names one. Null when none does.
const Command* chosen_command(const Command& program, int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    if (const Command* const command = command_named(argv[i], program.commands)) return command;
  }
  return nullptr;
}

/// The commands that CLI11 has found.
CommandPath path_of(const CLI::App& app, const Command& program) {
  CommandPath path = {&program};
  for (const CLI::App* at = &app; !at->get_subcommands().empty();) {
    at = at->get_subcommands().back();
    path.push_back(command_named(at->get_name(), path.back()->commands));
  }
  return path;
}

CLI::App& last_app(CLI::App& app) {
  return app.get_subcommands().empty() ? app : last_app(*app.get_subcommands().back());
}

/// What CLI11 has found, in words of ours where its own are for programmers.
ParseFault fault_of(const CLI::ParseError& error, const CLI::App& app) {
  ParseFault fault{error.what()};
  const std::string name = fault.what.substr(0, fault.what.find(": "));
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr ||
      dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    fault.extras = app.remaining(true);
  } else if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    fault.option = name;
    fault.repeated = fault.what.find("At Most") != std::string::npos;
  } else if (dynamic_cast<const CLI::ExcludesError*>(&error) != nullptr) {
    constexpr std::string_view kExcludes = " excludes ";
    const std::size_t at = fault.what.find(kExcludes);
    if (at != std::string::npos) fault.what.replace(at, kExcludes.size(), " cannot be used with ");
  } else if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) {
    // Numbers are checked before, so this is a flag: `Could not convert: --open = maybe`.
    constexpr std::string_view kStart = "Could not convert: ";
    const std::size_t equals = fault.what.find(" = ");
    if (fault.what.starts_with(kStart) && equals != std::string::npos) {
      fault.what = fmt::format("{}: '{}' is not true or false",
                               fault.what.substr(kStart.size(), equals - kStart.size()),
                               printable(fault.what.substr(equals + 3)));
    }
  }
  return fault;
}

/// The file and the variables that options come from.
std::vector<std::string> other_sources(const CLI::App& app, const Command& program,
                                       const Command* chosen) {
  std::vector<std::string> sources;
  std::string config = config_path(app);
  const bool is_read = app.get_config_ptr()->results().size() < 2;  // more are an error
  if (!config.empty() && is_read) sources.push_back(std::move(config));
  std::ranges::copy(set_variables(program), std::back_inserter(sources));
  if (chosen != nullptr) {
    std::ranges::copy(set_variables(*chosen), std::back_inserter(sources));
  }
  return sources;
}

}  // namespace

Invocation parse(const Command& program, int argc, const char* const* argv) {
  CLI::App app("", "rfmseg");
  app.allow_config_extras(CLI::config_extras_mode::error);
  app.fallthrough();
  // A word that is a command's name may be the value of an option.
  add_command(app, program, [&](const std::string& name) {
    return std::find(argv + std::min(argc, 1), argv + argc, name) != argv + argc;
  });
  const Command* const chosen = chosen_command(program, argc, argv);
  // Other commands are left alone: what is set for them need not be right for this one.
  name_variables(app, program);
  if (chosen != nullptr) name_variables(*app.get_subcommand(chosen->name), *chosen);
  app.config_formatter(std::make_shared<ConfigAdapter>(app, program, chosen));
  Invocation invocation;
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    invocation.request = Invocation::Request::help;
  } catch (const CLI::CallForVersion&) {
    invocation.request = Invocation::Request::version;
  } catch (const CLI::FileError&) {
    throw UsageError(fmt::format("cannot read config file '{}'", config_path(app)));
  } catch (const CLI::ParseError& error) {
    throw UsageError(explain(fault_of(error, app), path_of(app, program), argc, argv) +
                     sources_text(other_sources(app, program, chosen)));
  }
  invocation.path = path_of(app, program);
  if (invocation.request == Invocation::Request::help) {
    const std::string_view word = command_word(invocation.path, argc, argv);
    if (!invocation.path.back()->commands.empty() && !word.empty()) {
      throw UsageError(explain_unknown_command(invocation.path, word));
    }
  }
  if (invocation.request != Invocation::Request::run) return invocation;
  invocation.config = config_path(app);
  invocation.sources = other_sources(app, program, chosen);
  for (const Option& option : invocation.path.back()->options) {
    const std::vector<std::string>& values = made_of(option, last_app(app)).results();
    if (!values.empty()) invocation.given.push_back({&option, values});
  }
  return invocation;
}

std::string sources_text(const std::vector<std::string>& sources) {
  return sources.empty()
             ? ""
             : fmt::format("; options were also read from {}", fmt::join(sources, ", "));
}

}  // namespace rfmseg::cli
