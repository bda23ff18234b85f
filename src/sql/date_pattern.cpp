#include "sql/date_pattern.hpp"

#include <algorithm>

namespace rfmseg::sql {
namespace {

/// In a regular expression, without a backslash, which some databases read in a literal.
std::string literal_pattern(char c) {
  return std::string("[") + c + ']';
}

/// Whether a format of times follows: `%H:%M`, `%H:%M:%S`, or nothing.
bool is_time(std::string_view format) {
  return format.empty() || format == " %H:%M" || format == " %H:%M:%S" || format == "T%H:%M:%S" ||
         format == "T%H:%M";
}

}  // namespace

std::optional<DatePattern> find_date_pattern(std::string_view format) {
  DatePattern pattern;
  int groups = 0;
  pattern.expression = "^";
  while (pattern.year == 0 || pattern.month == 0 || pattern.day == 0) {
    if (format.empty()) return std::nullopt;
    const char c = format.front();
    if (c != '%') {
      constexpr std::string_view kSeparators = "-/. ";
      if (kSeparators.find(c) == std::string_view::npos) return std::nullopt;
      pattern.expression += literal_pattern(c);
      format.remove_prefix(1);
      continue;
    }
    const std::string_view directive = format.substr(0, 2);
    int* const part = directive == "%Y"   ? &pattern.year
                      : directive == "%m" ? &pattern.month
                      : directive == "%d" ? &pattern.day
                                          : nullptr;
    if (part == nullptr || *part != 0) return std::nullopt;
    *part = ++groups;
    format.remove_prefix(2);
    // Without a separator digits belong to one part or the other by their number only.
    const bool joined = !pattern.expression.ends_with(']') && groups > 1;
    const bool joins = format.starts_with('%');
    pattern.expression += directive == "%Y" ? "([0-9]{4})"
                          : joined || joins ? "([0-9]{2})"
                                            : "([0-9]{1,2})";
  }
  if (!is_time(format)) return std::nullopt;
  pattern.time = groups + 2;
  pattern.expression += "([ T]([0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?))?$";
  return pattern;
}

const std::string& real_date_pattern() {
  static const std::string kPattern =
      "^(([0-9]{4})-(0?[13578]|1[02])-(0?[1-9]|[12][0-9]|3[01])"
      "|([0-9]{4})-(0?[469]|11)-(0?[1-9]|[12][0-9]|30)"
      "|([0-9]{4})-0?2-(0?[1-9]|1[0-9]|2[0-8])"
      "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-0?2-29)"
      "( ([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?)?$";
  return kPattern;
}

}  // namespace rfmseg::sql
