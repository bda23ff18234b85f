#pragma once

#include <string>

#include "cli/command.hpp"

namespace rfmseg::cli {

/// The command as it could be given again to get the same result: what was read and every option
/// that matters to it, wherever it was set. Where output goes and how many threads work is not
/// in it.
[[nodiscard]] std::string command_text(const Invocation& invocation);

/// What makes a run on a store another one than the command alone, by the same options except those
/// that are recorded separately: store, as-of date, scheme and model. `segment --country France`.
[[nodiscard]] std::string run_text(const Invocation& invocation);

/// The command that analyzes the file at `path` with the reading options of `invocation`, and with
/// this value of `option`, unless it is empty.
[[nodiscard]] std::string analyze_text(const Invocation& invocation, const std::string& path,
                                       const std::string& option = {},
                                       const std::string& value = {});

/// The command of that name on the same input, with those of the given options that it also has,
/// and with this value of `option`. `rfmseg explain orders.csv --customer 17850`.
[[nodiscard]] std::string other_command_text(const Invocation& invocation, const std::string& name,
                                             const std::string& option, const std::string& value);

}  // namespace rfmseg::cli
