#pragma once

#include <string>

#include "cli/option.hpp"

namespace rfmseg::cli {

/// `--customer`, for what tells of one.
[[nodiscard]] Options declare_customer(std::string& customer);

}  // namespace rfmseg::cli
