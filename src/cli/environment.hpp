#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace rfmseg::cli {

// Options from the environment: RFMSEG_AS_OF for --as-of.

/// Has every option of the command look at its variable. Those that are set are returned.
std::vector<std::string> name_variables(CLI::App& command);

/// The RFMSEG_* variables that belong to no option of any command.
[[nodiscard]] std::vector<std::string> unknown_variables(const CLI::App& app);

}  // namespace rfmseg::cli
