#include <fmt/core.h>

#include <charconv>

#include "plural.hpp"
#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"

namespace rfmseg {

ErrorLimit ErrorLimit::parse(std::string_view text) {
  ErrorLimit limit;
  if (text.ends_with('%')) {
    const auto percent = parse_decimal(text.substr(0, text.size() - 1));
    if (percent && percent->digits >= 0 && Amount::from(*percent) <= Amount::from_integer(100)) {
      limit.percent = *percent;
      return limit;
    }
  } else {
    std::uint64_t rows = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rows);
    if (error == std::errc{} && end == text.data() + text.size()) {
      limit.rows = rows;
      return limit;
    }
  }
  throw UsageError(fmt::format("{}: '{}' is not a number of rows or a percentage such as 0.5%",
                               Setting::error_limit, text));
}

bool ErrorLimit::exceeded(std::uint64_t bad_rows, std::uint64_t all_rows) const {
  if (rows) return bad_rows > *rows;
  // bad / all > percent / 100 in integers; does not overflow for up to 10^18 rows.
  return Int128{bad_rows} * 100 * Amount::kUnitsPerOne >
         Amount::from(percent).units() * Int128{all_rows};
}

std::string ErrorLimit::describe() const {
  if (rows) return plural(*rows, "row");
  return fmt::format("{}% of rows", to_string(Amount::from(percent)));
}

}  // namespace rfmseg
