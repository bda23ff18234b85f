#pragma once

#include <string_view>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"

namespace rfmseg::test {

/// `12.50` as an amount.
inline Amount decimal(std::string_view text) {
  return Amount::from(parse_decimal(text).value());
}

/// `2011-12-09`, or `2011-12-09T12:50:00`, as a time.
inline Timestamp day(std::string_view text) {
  return TimestampParser(TimestampParser::Known::iso).parse(text).value();
}

}  // namespace rfmseg::test
