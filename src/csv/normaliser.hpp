#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace rfmseg {

/// Replaces bytes that are not characters of the file's encoding. Like NUL, it makes a row
/// malformed.
inline constexpr char kNoText = '\x1f';

/// Whether `c` can be a delimiter: ASCII, and without another meaning in CSV.
[[nodiscard]] constexpr bool can_delimit(char c) {
  return c > '\0' && c < '\x7f' && c != '"' && c != '\n' && c != '\r' && c != kNoText;
}

/// A record as the parser requires it: without quotes around fields, and without the line end.
struct NormalisedRecord {
  const char* next = nullptr;  ///< beginning of the next record
  std::size_t size = 0;        ///< length of the normalised record
  std::size_t fields = 1;
  std::uint64_t lines = 1;  ///< lines of the record in the file
  bool quoted = false;      ///< whether the record had quotes
  bool is_text = true;      ///< false if it contains NUL or kNoText
};

/// Normalises the record that begins at `at` and has its newline before `end`. `to` needs room for
/// the length of the record in the file plus kNormaliserSlack. `ends` receives the ends of the
/// fields in `to`, as many as it has room for. Records without quotes are processed at about the
/// speed of a copy.
[[nodiscard]] NormalisedRecord normalise(const char* at, const char* end, char delimiter, char* to,
                                         std::span<char*> ends);

inline constexpr std::size_t kNormaliserSlack = 64;

}  // namespace rfmseg
