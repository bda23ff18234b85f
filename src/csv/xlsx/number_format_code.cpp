#include "csv/xlsx/number_format_code.hpp"

#include <algorithm>
#include <string>

#include "text.hpp"

namespace rfmseg {
namespace {

/// The letters of the first section of a code that mean something, in lower case: without quoted
/// text, escaped characters, colours, conditions and locales. Hours, minutes or seconds in
/// brackets become `[`.
std::string meaning_letters(std::string_view code) {
  std::string letters;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = to_lower(code[i]);
    if (c == '\\' || c == '_' || c == '*') {
      ++i;  // the next character is shown, or its width or repetition
    } else if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size() - 1);
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', i), code.size());
      const std::string inside = to_lower(code.substr(i + 1, end - i - 1));
      if (!inside.empty() && inside.find_first_not_of(inside.front()) == std::string::npos &&
          (inside.front() == 'h' || inside.front() == 'm' || inside.front() == 's')) {
        letters += '[';
      }
      i = end;
    } else {
      letters += c;
    }
  }
  return letters;
}

}  // namespace

CellNumber builtin_number_format(int id) {
  if (id == 22) return CellNumber::date_time;
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 34 && id <= 36) ||
      (id >= 50 && id <= 58)) {
    return CellNumber::date;
  }
  if (id == 46) return CellNumber::duration;
  if ((id >= 18 && id <= 21) || id == 32 || id == 33 || id == 45 || id == 47) {
    return CellNumber::time;
  }
  return CellNumber::number;
}

CellNumber parse_number_format(std::string_view code) {
  std::string letters = meaning_letters(code);
  if (letters.find("general") != std::string::npos) return CellNumber::number;
  for (const std::string_view half : {"am/pm", "a/p"}) {
    const std::size_t at = letters.find(half);
    if (at != std::string::npos) letters.replace(at, half.size(), "h");
  }
  const auto has = [&](const char* any) { return letters.find_first_of(any) != std::string::npos; };
  if (has("[")) return CellNumber::duration;
  const bool time = has("hs");
  // A month, unless hours or seconds make it minutes.
  const bool date = has("yd") || (has("m") && !time);
  if (date) return time ? CellNumber::date_time : CellNumber::date;
  return time ? CellNumber::time : CellNumber::number;
}

}  // namespace rfmseg
