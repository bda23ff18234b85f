#include "rfmseg/layout/row_filter.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "fold.hpp"
#include "quoted_item.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {

ColumnValues ColumnValues::parse(Setting setting, std::string_view text) {
  std::string_view rest = text;
  const auto column = take_item(rest, '=');
  if (!column || !column->marked || column->text.empty()) {
    throw UsageError(fmt::format("{}: '{}' is not COLUMN=VALUE", setting, printable(text)));
  }
  ColumnValues values{column->text, {}};
  bool marked = true;
  while (marked) {
    const auto value = take_item(rest, ',');
    if (!value) {
      throw UsageError(fmt::format(
          "{}: '{}' has an unmatched quote, or text after one (write a quote in a value twice)",
          setting, printable(text)));
    }
    if (!column->quoted && !value->quoted && value->text.find('=') != std::string::npos) {
      throw UsageError(fmt::format(
          "{0}: '{1}' has more than one = (hint: give {0} once per column; put a column or value "
          "that contains = in double quotes, such as {0} '{2}={3}')",
          setting, printable(text), quoted_item(values.column, "=,"), in_quotes(value->text)));
    }
    values.patterns.push_back(value->text);
    marked = value->marked;
  }
  return values;
}

bool ColumnValues::match(std::string_view value) const {
  return std::ranges::any_of(patterns, [&](const std::string& pattern) {
    const bool set = !value.empty() && !same_letters(value, "false");
    return pattern == "*" ? set : matches_pattern(value, pattern);
  });
}

RowFilter RowFilter::parse(Effect effect, std::string_view text) {
  return {effect,
          ColumnValues::parse(effect == Effect::keep ? Setting::keep : Setting::drop, text)};
}

namespace {

/// As matches_pattern(), without case of ASCII letters only.
bool matches_bytes(std::string_view text, std::string_view pattern) {
  // After a mismatch the last `*` is tried again with one character more: linear in practice, and
  // never more than the product of both lengths.
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t star = std::string_view::npos;
  std::size_t after_star = 0;
  while (at < text.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      star = in_pattern++;
      after_star = at;
    } else if (in_pattern < pattern.size() && to_lower(pattern[in_pattern]) == to_lower(text[at])) {
      ++in_pattern;
      ++at;
    } else if (star != std::string_view::npos) {
      in_pattern = star + 1;
      at = ++after_star;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in_pattern) == std::string_view::npos;
}

}  // namespace

bool matches_pattern(std::string_view text, std::string_view pattern) {
  if (matches_bytes(text, pattern)) return true;
  if (text.empty() || pattern.empty()) return false;
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  // Most order ids differ from `C*` in their first letter.
  if (pattern.front() != '*' && is_ascii(pattern.front()) && is_ascii(text.front()) &&
      to_lower(pattern.front()) != to_lower(text.front())) {
    return false;
  }
  const bool ascii = ascii_prefix(text) == text.size() && ascii_prefix(pattern) == pattern.size();
  return !ascii && matches_bytes(folded(text), folded(pattern));
}

}  // namespace rfmseg
