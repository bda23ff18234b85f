#pragma once

#include "cli/option.hpp"
#include "cli/options/input_options.hpp"

namespace rfmseg::cli {

/// --carry.
[[nodiscard]] Options declare_carry(InputOptions& options);

/// The names in a list of columns; one with a comma is in double quotes. Throws UsageError, with
/// `option` in the message.
[[nodiscard]] std::vector<std::string> parse_columns(std::string_view option,
                                                     const std::string& text);

}  // namespace rfmseg::cli
