#pragma once

/// \file
/// The number format of a file, as given or detected.

#include <string>

namespace rfmseg {

/// How the numbers of a file are written.
struct NumberFormat {
  /// How `decimal` was determined.
  enum class Reason {
    assumed,  ///< no value decides it; a value that depends on the mark is then an error
    proven,   ///< some values fit only this mark; a value that fits only the other is then an error
    given     ///< by the user; a value that does not fit is unreadable
  };

  char decimal = '.';  ///< the decimal mark: `.` or `,`
  Reason reason = Reason::assumed;
  /// The currency written with amounts: its ISO code, or a sign with several meanings (`$`, `¥`,
  /// `kr`); may be empty.
  std::string currency;

  /// The mark that is not the decimal mark; it may separate thousands.
  [[nodiscard]] char other_mark() const { return decimal == '.' ? ',' : '.'; }
};

}  // namespace rfmseg
