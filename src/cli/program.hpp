#pragma once

#include <string>

#include "cli/command.hpp"
#include "cli/log.hpp"

namespace rfmseg::cli {

/// What every command takes.
struct ProgramOptions {
  LogOptions log;
  std::string summary;  ///< where --summary wants it; empty for nowhere
};

/// The program with all its commands; `options` get the values of its options.
[[nodiscard]] Command make_program(ProgramOptions& options);

}  // namespace rfmseg::cli
