#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rfmseg::shop {

/// One day on which the shop is open.
struct OpenDay {
  std::string date;         // 2010-12-01
  std::uint32_t season;     // how busy, percent of an ordinary day
  bool summer_prices;       // the second price list is in force
  bool ends_month = false;  // the last open day of its month
  bool ends_quarter = false;
};

/// Every open day from 2010-12-01 to 2011-12-09; the shop keeps Saturdays free.
std::vector<OpenDay> open_days();

}  // namespace rfmseg::shop
