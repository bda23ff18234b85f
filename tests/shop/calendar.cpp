#include "calendar.hpp"

#include <array>
#include <chrono>

namespace rfmseg::shop {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;
using namespace std::chrono_literals;

constexpr sys_days kFirstDay{2010y / 12 / 1};
constexpr sys_days kLastDay{2011y / 12 / 9};
constexpr sys_days kSummerPrices{2011y / 6 / 1};

// Gifts sell before Christmas, and hardly in January.
constexpr std::array<std::uint32_t, 12> kSeason{70, 75, 90, 85, 95, 95, 90, 85, 110, 135, 160, 120};

std::string iso_date(year_month_day date) {
  const int packed = int{date.year()} * 10000 + static_cast<int>(unsigned{date.month()}) * 100 +
                     static_cast<int>(unsigned{date.day()});
  std::string text = std::to_string(packed);
  return text.insert(6, 1, '-').insert(4, 1, '-');
}

}  // namespace

std::vector<OpenDay> open_days() {
  std::vector<OpenDay> days;
  year_month_day previous{kFirstDay};
  for (sys_days day = kFirstDay; day <= kLastDay; day += std::chrono::days{1}) {
    if (std::chrono::weekday{day} == std::chrono::Saturday) continue;
    const year_month_day date{day};
    if (date.month() != previous.month()) {
      days.back().ends_month = true;
      days.back().ends_quarter = unsigned{previous.month()} % 3 == 0;
    }
    days.push_back({.date = iso_date(date),
                    .season = kSeason[unsigned{date.month()} - 1],
                    .summer_prices = day >= kSummerPrices});
    previous = date;
  }
  return days;
}

}  // namespace rfmseg::shop
