#pragma once

#include <cstddef>
#include <string>

#include "cli/option.hpp"

namespace rfmseg::cli {

/// By what column customers are grouped before they are scored.
struct GroupOptions {
  std::string by;
  std::size_t min_group = 30;
};

[[nodiscard]] Options declare_groups(GroupOptions& options);

}  // namespace rfmseg::cli
