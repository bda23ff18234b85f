#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/option.hpp"

namespace rfmseg::cli {

struct Invocation;
struct RunSummary;

/// A command: how it is called, and what it does then. The program is one, too, with no name.
struct Command {
  std::string name = {};
  std::string description = {};
  Options options = {};
  std::vector<std::string> most_used =
      {};                   ///< the options that people need first, which help has on top
  std::string footer = {};  ///< of its help: remarks and examples
  /// Does the work once the options have their values, and puts in the summary what it has read and
  /// written.
  std::function<void(const Invocation& invocation, RunSummary& summary)> run = {};
  std::vector<Command> commands = {};  ///< under it, of which one is to be given
  bool hidden = false;
};

/// The program, its command, and the one under that if there is any.
using CommandPath = std::vector<const Command*>;

/// What a command line asks for.
struct Invocation {
  /// An option that was given, there or elsewhere, with its values as they were.
  struct Given {
    const Option* option;
    std::vector<std::string> values;
  };
  enum class Request { run, help, version };

  Request request = Request::run;
  CommandPath path = {};
  std::vector<Given> given = {};          ///< to the last command of the path, in its order
  std::string config = {};                ///< the file of --config; empty for none
  std::vector<std::string> sources = {};  ///< file and variables that set options, too
};

/// Whether the option of this name has a value. A lone empty text is none.
[[nodiscard]] bool is_given(const Invocation& invocation, std::string_view name);
/// Throws UsageError when an option about the subject has a value other than its default.
void forbid(Subject subject, const Invocation& invocation);

/// `rfmseg scheme show`.
[[nodiscard]] std::string full_name(const CommandPath& path);

/// The group of the program's options that every command has, too.
inline constexpr const char* kEveryCommand = "Every command";

/// The options of a command and, unless it is the program itself, those of every command.
[[nodiscard]] Options options_of(const Command& command, const Command& program);

/// Without the commands and options that help does not list.
[[nodiscard]] Command without_hidden(Command command);

}  // namespace rfmseg::cli
