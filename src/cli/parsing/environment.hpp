#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace rfmseg::cli {

// Options from the environment: RFMSEG_AS_OF for --as-of.

/// The variable that sets an option; empty for one that none can set.
[[nodiscard]] std::string variable_of(const Option& option);

/// The variables that are set and belong to options of the command.
[[nodiscard]] std::vector<std::string> set_variables(const Command& command);

/// The RFMSEG_* variables that belong to no option of any command.
[[nodiscard]] std::vector<std::string> unknown_variables(const Command& program);

}  // namespace rfmseg::cli
