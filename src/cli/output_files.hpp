#pragma once

#include "cli/command.hpp"

namespace rfmseg::cli {

/// Throws UsageError if a file to be written is a folder, with the option of the command that
/// writes into one.
void require_files(const Invocation& invocation);

}  // namespace rfmseg::cli
