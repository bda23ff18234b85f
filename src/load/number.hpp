#pragma once

#include <optional>
#include <string_view>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/number_format.hpp"

namespace rfmseg {

/// A number, and the currency that stands around it, if any, without a point at its end.
struct WrittenNumber {
  Decimal value;
  std::string_view currency;
};

/// Reads a number as people and spreadsheets write it, with `decimal` before its fraction:
/// thousands apart (`1.234,56`, `12,34,567.00`, `1 234`), a currency on either side (`EUR 12`,
/// `-$3.00`), a minus behind (`3.00-`), or parentheses for one (`(3.00)`). Nothing when the text is
/// anything else, above all when marks do not stand where thousands have theirs. All that
/// parse_decimal() reads, this reads as the same number where `decimal` is a point.
[[nodiscard]] std::optional<WrittenNumber> parse_number(std::string_view text, char decimal);

}  // namespace rfmseg
