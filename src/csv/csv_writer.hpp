#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "words.hpp"

namespace rfmseg {

/// Whether a field must be quoted (RFC 4180): it contains the delimiter, a quote or a newline.
[[nodiscard]] inline bool needs_quotes(std::string_view field, char delimiter) {
  constexpr std::uint64_t kBytes = 0x0101'0101'0101'0101;
  // Whether one of eight bytes is zero (Warren, Hacker's Delight, 6-1).
  const auto has_zero = [](std::uint64_t word) { return (word - kBytes) & ~word & 0x80 * kBytes; };
  const auto has = [&](std::uint64_t word, char c) {
    return has_zero(word ^ static_cast<unsigned char>(c) * kBytes);
  };
  std::uint64_t found = 0;
  for (; !field.empty(); field.remove_prefix(std::min<std::size_t>(8, field.size()))) {
    const std::uint64_t word = to_word(field.substr(0, 8));
    found |= has(word, delimiter) | has(word, '"') | has(word, '\r') | has(word, '\n');
  }
  return found != 0;
}

/// Appends a field as in RFC 4180: quoted if necessary; preceded by the delimiter unless it is the
/// first of the record.
inline void append_csv_field(std::string& line, std::string_view field, bool first,
                             char delimiter = ',') {
  if (!first) line += delimiter;
  if (!needs_quotes(field, delimiter)) {
    line += field;
    return;
  }
  line += '"';
  for (const char c : field) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

/// Whether a spreadsheet would interpret the cell as a formula: it begins with =, +, -, @, a tab or
/// a carriage return, and is not a plain number.
[[nodiscard]] inline bool looks_like_formula(std::string_view cell) {
  constexpr std::string_view kBeginnings = "=+-@\t\r";
  constexpr std::string_view kOfNumbers = "0123456789.";
  if (cell.empty() || kBeginnings.find(cell.front()) == std::string_view::npos) return false;
  const bool is_signed = cell.front() == '-' || cell.front() == '+';
  const bool number = is_signed && cell.size() > 1 &&
                      cell.find_first_not_of(kOfNumbers, 1) == std::string_view::npos;
  return !number;
}

/// Appends a field as append_csv_field() does. With `spreadsheet_safe`, an apostrophe is added
/// before a cell that looks like a formula.
inline void append_csv_cell(std::string& line, std::string_view cell, bool first,
                            bool spreadsheet_safe, char delimiter) {
  if (spreadsheet_safe && looks_like_formula(cell)) {
    append_csv_field(line, "'" + std::string(cell), first, delimiter);
  } else {
    append_csv_field(line, cell, first, delimiter);
  }
}

/// Appends a record of these cells with a newline; see append_csv_cell().
template <class Cells>
void append_csv_record(std::string& text, const Cells& cells, bool spreadsheet_safe = false,
                       char delimiter = ',') {
  bool first = true;
  for (const auto& cell : cells) {
    append_csv_cell(text, cell, first, spreadsheet_safe, delimiter);
    first = false;
  }
  text += '\n';
}

}  // namespace rfmseg
