#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace rfmseg::cli {

// What is done at once when one of these options is given.
struct ShowHelp {};
struct ShowVersion {};
struct ReadConfig {
  std::string standard;  ///< the file to be read when none is given; empty for none
};

/// Parses a value and puts it where it belongs; see parse_values(). Throws UsageError that begins
/// with `option`.
struct ParseText {
  std::function<void(std::string_view option, const std::string& text)> parse;
  std::string standard = {};  ///< the text of the default
};
/// The same for an option that takes several values.
struct ParseList {
  std::function<void(std::string_view option, const std::vector<std::string>& texts)> parse;
};

/// Where the value of an option goes. Only a flag's is a bool.
using Target =
    std::variant<bool*, std::string*, std::vector<std::string>*, int*, unsigned*, std::uint64_t*,
                 std::int64_t*, double*, ParseText, ParseList, ShowHelp, ShowVersion, ReadConfig>;

/// `parse(option, text)`, or `parse(text)` when it takes no more.
template <class Parse>
auto call_parser(const Parse& parse, std::string_view option, const std::string& text) {
  if constexpr (std::is_invocable_v<Parse, std::string_view, const std::string&>) {
    return parse(option, text);
  } else {
    return parse(text);
  }
}

/// A value that `parse` makes of the text.
template <class Value, class Parse>
[[nodiscard]] Target parsed(Value* value, Parse parse, std::string_view standard = {}) {
  return ParseText{[value, parse](std::string_view option, const std::string& text) {
                     *value = call_parser(parse, option, text);
                   },
                   std::string(standard)};
}
/// Values that `parse` makes of a text each.
template <class Value, class Parse>
[[nodiscard]] Target parsed_list(std::vector<Value>* values, Parse parse) {
  return ParseList{[values, parse](std::string_view option, const std::vector<std::string>& texts) {
    values->clear();
    for (const std::string& text : texts) values->push_back(call_parser(parse, option, text));
  }};
}

struct Range {
  double least, most;
};

/// What an option is about, if it cannot be used with every input.
enum class Subject {
  files,         ///< not with a store
  transactions,  ///< not with customers that are measured already
  scores,        ///< not with customers that have their segments already
};

/// What the file, or folder, of an option is to the run; see RunFiles.
enum class FileRole {
  // These are read,
  input,
  model,
  scheme,
  layout,
  config,
  store,  ///< also written to
  // and all from here on are only written:
  output,
  folder,   ///< of outputs
  log,      ///< appended to
  summary,  ///< too
};

/// What the values of an option name, for completions.
enum class Named {
  nothing,
  column,     ///< of INPUT
  columns,    ///< the same, in a list with commas
  fields,     ///< likewise, as FIELD=COLUMN
  segment,    ///< of a scheme: a key
  condition,  ///< about a segment
};

/// Rules that only some options have.
struct OptionRules {
  bool required = false;
  bool show_default = false;     ///< the value that the target has at the start
  bool choices_only = false;     ///< no values but the words of choices()
  bool comma_separated = false;  ///< a value is a list of them
  bool alone_in_group = false;   ///< cannot be used with others of its group
  std::optional<Range> range = {};
  /// What is wrong with a value; nothing for one that may be given.
  std::function<std::string(const std::string& value)> check = {};
  std::string needs = {};  ///< the name of another option
  std::vector<Subject> about = {};
  Named named = Named::nothing;
  std::vector<std::string> words = {};  ///< that a list may have, where the value has no names
  std::optional<FileRole> role = {};    ///< every option with a FILE has one
  std::vector<std::string> files = {};  ///< of a folder: those that are written or removed there
  const bool* in_place = nullptr;       ///< of an output: whether it may be the only input
};

/// An option of a command: all that parsing, the config file, the environment, help, manual pages
/// and completions know of it.
struct Option {
  /// `names` as `-o,--output`, or `INPUT` for a positional.
  Option(const std::string& names, Target target, std::string value, std::string description,
         OptionRules rules = {});

  std::vector<std::string> names;
  Target target;
  std::string value;        ///< its placeholder, `FILE`; empty for a flag
  std::string description;  ///< with the default at its end
  OptionRules rules;
  std::string group = "Options";  ///< under which help lists it; empty for nowhere
};

using Options = std::vector<Option>;

/// The same options, listed in this group.
[[nodiscard]] Options in_group(const std::string& group, Options options);
/// One list of all.
[[nodiscard]] Options joined(const std::vector<Options>& lists);

/// How messages call it: `--output` of `-o,--output`.
[[nodiscard]] const std::string& full_name(const Option& option);

[[nodiscard]] bool is_positional(const Option& option);
/// Whether it takes several values.
[[nodiscard]] bool is_list(const Option& option);
/// Whether the config file and the environment can set it.
[[nodiscard]] bool is_settable(const Option& option);
/// `as-of` of `--as-of`.
[[nodiscard]] std::vector<std::string> long_names(const Option& option);

/// The words among which to choose: of `drop|net` both; OptionRules::words.
[[nodiscard]] std::vector<std::string> choices(const Option& option);
[[nodiscard]] bool takes_file(const Option& option);
[[nodiscard]] bool takes_folder(const Option& option);

/// Parses the values that were given, where the target asks for that.
void parse_values(const Option& option, const std::vector<std::string>& values);

}  // namespace rfmseg::cli
