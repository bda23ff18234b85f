#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rfmseg/load/decimal.hpp"

namespace rfmseg {

/// How the numbers of a file are written.
struct NumberFormat {
  /// Why the decimal mark is the one it is.
  enum class Reason {
    assumed,  ///< no value says which; one that would be another number with the other is an error
    proven,   ///< by values that only it can read; one that only the other can read is an error
    given     ///< by the user: what it cannot read is no number
  };

  char decimal = '.';  ///< `.` or `,`
  Reason reason = Reason::assumed;
  std::string currency;  ///< that may stand around amounts; empty when none does

  /// The mark that is not the decimal one.
  [[nodiscard]] char other_mark() const { return decimal == '.' ? ',' : '.'; }
};

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
