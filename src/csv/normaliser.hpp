#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace rfmseg {

/// Stands for bytes that are not of the file's encoding. Like NUL it is no text wherever it is.
inline constexpr char kNoText = '\x1f';

/// Whether `c` can be the delimiter of a file: a character of ASCII without a meaning of its own.
[[nodiscard]] constexpr bool can_delimit(char c) {
  return c > '\0' && c < '\x7f' && c != '"' && c != '\n' && c != '\r' && c != kNoText;
}

/// A record that was written as the parser can take it: without the quotes around fields, and
/// without the line end.
struct NormalisedRecord {
  const char* next = nullptr;  ///< where the following record begins
  std::size_t size = 0;        ///< of what was written
  std::size_t fields = 1;
  std::uint64_t lines = 1;  ///< that the record takes in the file
  bool quoted = false;      ///< whether there were quotes
  bool is_text = true;      ///< false when it holds NUL or kNoText
};

/// Writes the record that begins at `at` to `to`, where it needs as much room as it takes in the
/// file, and kNormaliserSlack more. It must have its newline before `end`. Where its fields end in
/// what was written goes to `ends`, for as many fields as there is room. Records without quotes
/// pass at about the speed of a copy.
[[nodiscard]] NormalisedRecord normalise(const char* at, const char* end, char delimiter, char* to,
                                         std::span<char*> ends);

inline constexpr std::size_t kNormaliserSlack = 64;

}  // namespace rfmseg
