#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace rfmseg::cli {

// The completion of the whole command line, as each shell reads it.
void write_bash_completion(const Command& program, std::ostream& out);
void write_zsh_completion(const Command& program, std::ostream& out);
void write_fish_completion(const Command& program, std::ostream& out);

// What all of them are made of:

/// `text` with every one of `characters` behind a backslash.
[[nodiscard]] std::string escaped(std::string_view text, std::string_view characters);

/// The beginning of a description: as much as a list of completions has room for.
[[nodiscard]] std::string brief(const std::string& description);

/// Whether a value is a list with commas of choices(): FIELD=COLUMN is not.
[[nodiscard]] bool is_word_list(const Option& option);
/// Whether a file that it takes is TOML.
[[nodiscard]] bool takes_toml(const Option& option);

[[nodiscard]] std::vector<std::string> names_of(const std::vector<Command>& commands);

/// What can be given by name: the command's own options and those of every command.
[[nodiscard]] Options named_options(const Command& command, const Command& program);

/// The positional option of the command or of a command under it; null for none.
[[nodiscard]] const Option* positional_of(const Command& command);

}  // namespace rfmseg::cli
