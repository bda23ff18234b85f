#pragma once

#include <chrono>
#include <cstdint>

#include "rfmseg/load/decimal.hpp"

namespace rfmseg {

/// What customers did in one month.
struct MonthActivity {
  std::chrono::year_month month{};
  Amount revenue;                     ///< of those who are customers, less their returns then
  std::int64_t active_customers = 0;  ///< who bought
};

}  // namespace rfmseg
