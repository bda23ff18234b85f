#pragma once

#include <string>

#include "cli/option.hpp"

namespace rfmseg::cli {

/// `--customer`, for commands about one customer.
[[nodiscard]] Options declare_customer(std::string& customer);

}  // namespace rfmseg::cli
