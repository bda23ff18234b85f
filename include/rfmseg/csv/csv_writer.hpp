#pragma once

#include <string>
#include <string_view>

namespace rfmseg {

/// Appends `field` to `line` as RFC 4180 has it: quoted when it holds a comma, a quote or a
/// newline, after a comma unless it is the first of its record.
inline void append_csv_field(std::string& line, std::string_view field, bool first) {
  if (!first) line += ',';
  if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
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

}  // namespace rfmseg
