#pragma once

#include <fmt/format.h>

#include <string>

namespace rfmseg::sql {

/// Regular expressions of the numbers that a query reads from text: up to 12 digits and 6 decimals.
struct NumberPatterns {
  std::string plain;           ///< `-1234.50`
  std::string with_thousands;  ///< `-1,234.50`
};

/// Those with this decimal mark, `.` or `,`.
[[nodiscard]] inline NumberPatterns number_patterns(char decimal) {
  const char thousands = decimal == '.' ? ',' : '.';
  return {
      fmt::format("^[+-]?(0*[0-9]{{1,12}}([{0}][0-9]{{0,6}}0*)?|[{0}][0-9]{{1,6}}0*)$", decimal),
      fmt::format("^[+-]?[0-9]{{1,3}}([{1}][0-9]{{3}}){{1,3}}([{0}][0-9]{{0,6}}0*)?$", decimal,
                  thousands)};
}

}  // namespace rfmseg::sql
