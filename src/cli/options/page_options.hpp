#pragma once

#include <string>

#include "cli/option.hpp"

namespace rfmseg::cli {

/// --title of a page. `needs` is the option that writes the page; empty if several do.
[[nodiscard]] Option title_option(std::string& title, const std::string& needs = "--report");

}  // namespace rfmseg::cli
