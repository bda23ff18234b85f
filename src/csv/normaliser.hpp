#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rfmseg {

/// Between fields of normalised text: what fast-cpp-csv-parser is told to look for.
inline constexpr char kFieldSeparator = '\x1f';
/// Stands for a newline inside a field of normalised text.
inline constexpr char kNewlineInField = '\x1e';

/// Whether `c` can be the delimiter of a file: a character of ASCII without a meaning of its own.
[[nodiscard]] constexpr bool can_delimit(char c) {
  return c > '\0' && c < '\x7f' && c != '"' && c != '\n' && c != '\r' && c != kFieldSeparator &&
         c != kNewlineInField;
}

/// Records as the parser can take them: one a line, fields apart by kFieldSeparator, no quotes, and
/// as many fields as there are columns.
struct NormalisedText {
  std::string text;

  /// After record `record` (from 0) the file is `extra` lines further on than the text.
  struct Shift {
    std::size_t record;
    std::uint64_t extra;
  };
  std::vector<Shift> shifts;  ///< ascending

  /// A record that is not handed on: in its place stands a blank line, which the parser passes
  /// over.
  struct Refused {
    std::size_t record;
    std::size_t fields;  ///< how many it has; 0 when a NUL or control byte is the reason
  };
  std::vector<Refused> refused;  ///< ascending
};

/// Writes the records of `block` (whole ones, each with its newline) to `out`. Runs of records
/// without quotes pass at about the speed of a copy. Refused are records that do not have `columns`
/// fields, and those that hold NUL or one of the two control bytes; blank ones stay blank.
void normalise(std::string_view block, char delimiter, std::size_t columns, NormalisedText& out);

}  // namespace rfmseg
