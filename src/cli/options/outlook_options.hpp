#pragma once

#include "cli/option.hpp"
#include "rfmseg/report/outlook.hpp"

namespace rfmseg::cli {

/// --with, and what its parts need: --every, --split.
[[nodiscard]] Options declare_outlook(OutlookOptions& options);

}  // namespace rfmseg::cli
