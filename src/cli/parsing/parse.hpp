#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace rfmseg::cli {

/// Takes options from the command line, then from the file of --config, then from RFMSEG_*
/// variables, and puts their values where they are to go. Throws UsageError. Only its source knows
/// CLI11.
[[nodiscard]] Invocation parse(const Command& program, int argc, const char* const* argv);

/// `; options were also read from shop.toml, RFMSEG_K`; empty if there are none.
[[nodiscard]] std::string sources_text(const std::vector<std::string>& sources);

}  // namespace rfmseg::cli
