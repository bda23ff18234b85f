#include "csv/line_field.hpp"

#include <algorithm>

#include "csv/csv_writer.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

bool is_control(char c) {
  return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
}

}  // namespace

void append_line_field(std::string& csv, std::string_view text) {
  std::string changed;
  if (std::ranges::any_of(text, is_control)) {
    changed = text;
    std::ranges::replace_if(changed, is_control, ' ');
    text = changed;
  }
  if (!trimmed(text).empty()) append_csv_field(csv, text, true);
}

}  // namespace rfmseg
