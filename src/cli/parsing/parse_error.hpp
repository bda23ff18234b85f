#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace rfmseg::cli {

/// What is wrong with a command line, as CLI11 found it.
struct ParseFault {
  std::string what;                      ///< without the name of an option if `option` has it
  std::string option = {};               ///< given more than once, or without its value
  bool repeated = false;                 ///< the former
  std::vector<std::string> extras = {};  ///< words and options that nothing takes
};

/// What is wrong with the command line and what was likely meant, in one sentence. `path` leads to
/// the last command that was found in it.
[[nodiscard]] std::string explain(const ParseFault& fault, const CommandPath& path, int argc,
                                  const char* const* argv);

/// What is wrong with a word that names no command under the last one of `path`.
[[nodiscard]] std::string explain_unknown_command(const CommandPath& path, std::string_view word);

/// The word in the place of a command under the last one of `path`; empty if there is none.
[[nodiscard]] std::string_view command_word(const CommandPath& path, int argc,
                                            const char* const* argv);

/// `did you mean --k-range?`; nothing when no candidate is near.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       const std::vector<std::string>& candidates);

}  // namespace rfmseg::cli
