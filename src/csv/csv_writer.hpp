#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace rfmseg {

/// Appends a field as in RFC 4180: quoted if it contains the delimiter, a quote or a newline;
/// preceded by the delimiter unless it is the first of the record.
inline void append_csv_field(std::string& line, std::string_view field, bool first,
                             char delimiter = ',') {
  if (!first) line += delimiter;
  const bool special = std::any_of(field.begin(), field.end(), [delimiter](char c) {
    return c == delimiter || c == '"' || c == '\r' || c == '\n';
  });
  if (!special) {
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

/// Appends a record of these fields with a newline. With `spreadsheet_safe`, an apostrophe is added
/// before cells that look like formulas.
template <class Fields>
void append_csv_record(std::string& text, const Fields& fields, bool spreadsheet_safe = false,
                       char delimiter = ',') {
  bool first = true;
  for (const auto& field : fields) {
    if (spreadsheet_safe && looks_like_formula(field)) {
      append_csv_field(text, "'" + std::string(field), first, delimiter);
    } else {
      append_csv_field(text, field, first, delimiter);
    }
    first = false;
  }
  text += '\n';
}

}  // namespace rfmseg
