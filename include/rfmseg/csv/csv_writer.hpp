#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace rfmseg {

/// Appends `field` to `line` as RFC 4180 has it: quoted when it holds a comma, a quote or a
/// newline, after a comma unless it is the first of its record.
inline void append_csv_field(std::string& line, std::string_view field, bool first) {
  if (!first) line += ',';
  const bool special = std::any_of(field.begin(), field.end(), [](char c) {
    return c == ',' || c == '"' || c == '\r' || c == '\n';
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

/// Appends a record of these fields, with its newline.
template <class Fields>
void append_csv_record(std::string& text, const Fields& fields) {
  bool first = true;
  for (const auto& field : fields) {
    append_csv_field(text, field, first);
    first = false;
  }
  text += '\n';
}

}  // namespace rfmseg
