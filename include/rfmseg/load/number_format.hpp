#pragma once

#include <string>

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

}  // namespace rfmseg
