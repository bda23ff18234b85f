#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>

#include "fuzz/targets.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/load/timestamp.hpp"

namespace rfmseg::fuzz {
namespace {

using Known = TimestampParser::Known;

constexpr std::array<std::pair<std::string_view, Known>, 14> kKnown = {{
    {"iso", Known::iso},
    {"month_first", Known::month_first},
    {"day_first", Known::day_first},
    {"month_first_dashed", Known::month_first_dashed},
    {"day_first_dashed", Known::day_first_dashed},
    {"dotted", Known::dotted},
    {"year_first", Known::year_first},
    {"compact", Known::compact},
    {"epoch", Known::epoch},
    {"excel days", Known::excel},
    {"named", Known::named},
    {"short_year_first", Known::short_year_first},
    {"month_first_mixed", Known::month_first_mixed},
    {"day_first_mixed", Known::day_first_mixed},
}};

/// `format` is one of the names above, or else as in --date-format.
TimestampParser parser(std::string_view format) {
  const auto known =
      std::find_if(kKnown.begin(), kKnown.end(), [&](const auto& k) { return k.first == format; });
  return known == kKnown.end() ? TimestampParser(format) : TimestampParser(known->second);
}

void check(Timestamp time) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(time));
  const int year = static_cast<int>(day.year());
  require(year >= 1 && year <= 9999, "years are 1 to 9999");
  const std::string text = to_string(time);
  require(TimestampParser(Known::iso).parse(text) == time, text + " reads as it was");
}

}  // namespace

void timestamp(std::string_view input) {
  const std::size_t newline = std::min(input.find('\n'), input.size());
  const std::string_view text = input.substr(std::min(newline + 1, input.size()));
  try {
    const TimestampParser dates = parser(input.substr(0, newline));
    const auto time = dates.parse(text);
    require(dates.parse(" " + std::string(text) + '\t') == time, "white space does not matter");
    if (time) check(*time);
  } catch (const UsageError&) {  // no such format
  }
}

}  // namespace rfmseg::fuzz
