#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace rfmseg::cli {

// What is done at once when one of these options is given.
struct ShowHelp {};
struct ShowVersion {};
struct ReadConfig {
  std::string standard;  ///< the file to be read when none is given; empty for none
};

/// Where the value of an option goes. Only a flag's is a bool.
using Target =
    std::variant<bool*, std::string*, std::vector<std::string>*, int*, unsigned*, std::uint64_t*,
                 std::int64_t*, double*, ShowHelp, ShowVersion, ReadConfig>;

struct Range {
  double least, most;
};

/// What holds of some options only.
struct OptionRules {
  bool required = false;
  bool show_default = false;     ///< the value that the target has at the start
  bool choices_only = false;     ///< no values but the words of choices()
  bool comma_separated = false;  ///< a value is a list of them
  bool alone_in_group = false;   ///< goes with no other option of its group
  std::optional<Range> range = {};
  /// What is wrong with a value; nothing for one that may be given.
  std::function<std::string(const std::string& value)> check = {};
  std::string needs = {};  ///< the name of another option
};

/// An option of a command: all that parsing, the config file, the environment, help, manual pages
/// and completions know of it.
struct Option {
  /// `names` as `-o,--output`, or `INPUT` for a positional.
  Option(const std::string& names, Target target, std::string value, std::string description,
         OptionRules rules = {});

  std::vector<std::string> names;
  Target target;
  std::string value;        ///< what stands for it, `FILE`; empty for a flag
  std::string description;  ///< with the default at its end
  OptionRules rules;
  std::string group = "Options";  ///< under which help lists it; empty for nowhere
};

using Options = std::vector<Option>;

/// The same options, listed in this group.
[[nodiscard]] Options in_group(const std::string& group, Options options);
/// One list of all.
[[nodiscard]] Options joined(const std::vector<Options>& lists);

[[nodiscard]] bool is_positional(const Option& option);
/// Whether it takes several values.
[[nodiscard]] bool is_list(const Option& option);
/// Whether the config file and the environment can set it.
[[nodiscard]] bool is_settable(const Option& option);
/// `as-of` of `--as-of`.
[[nodiscard]] std::vector<std::string> long_names(const Option& option);

/// The words among which to choose: of `drop|net` both.
[[nodiscard]] std::vector<std::string> choices(const Option& option);
[[nodiscard]] bool takes_file(const Option& option);
[[nodiscard]] bool takes_folder(const Option& option);

}  // namespace rfmseg::cli
