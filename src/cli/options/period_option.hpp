#pragma once

#include <string>

#include "cli/option.hpp"
#include "rfmseg/cohort/period.hpp"

namespace rfmseg::cli {

/// --every, with what the periods are.
[[nodiscard]] Option declare_every(PeriodUnit& unit, const std::string& description);

}  // namespace rfmseg::cli
