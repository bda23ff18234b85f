#pragma once

#include <iosfwd>
#include <string>

#include "cli/command.hpp"

namespace rfmseg::cli {

/// `rfmseg-analyze`.
[[nodiscard]] std::string manual_page_name(const Command& command);

/// Writes the manual page of the program or of one of its commands, for man(1).
void write_manual_page(const Command& program, const Command& command, std::ostream& out);

}  // namespace rfmseg::cli
