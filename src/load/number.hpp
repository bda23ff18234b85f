#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/number_format.hpp"

namespace rfmseg {

/// A number, and its currency in the normal form of strip_currency(), if any.
struct WrittenNumber {
  Decimal value;
  std::string_view currency;
};

/// Parses a number as people and spreadsheets write it, with the decimal mark `decimal`: with
/// thousands separators (`1.234,56`, `12,34,567.00`, `1 234`), a currency on either side (`EUR 12`,
/// `-$3.00`, `$3 USD`), and a minus behind (`3.00-`) or parentheses (`(3.00)`) for negative
/// numbers. Returns nothing for other text, in particular for misplaced separators. With a decimal
/// point, numbers that parse_decimal() accepts get the same value.
[[nodiscard]] std::optional<WrittenNumber> parse_number(std::string_view text, char decimal);

/// The currency that a cell names (`usd`), or that is written with its number (`$49.50`), in the
/// normal form of strip_currency(); the cell itself if it has none.
[[nodiscard]] std::string currency_of(std::string_view cell);

}  // namespace rfmseg
