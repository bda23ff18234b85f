#include "load/column_evidence.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "load/blank_cell.hpp"
#include "load/ids.hpp"
#include "load/number.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "text.hpp"
#include "words.hpp"

namespace rfmseg {
namespace {

/// Whether at least 90 % of the cells with a value, of which there is one, are `such`.
template <class Such>
bool nearly_all(const Cells& cells, Such such) {
  std::size_t values = 0;
  std::size_t are_such = 0;
  for (const std::string& cell : cells) {
    if (is_blank_cell(cell)) continue;
    ++values;
    if (such(cell)) ++are_such;
  }
  return values > 0 && are_such * 10 >= values * 9;
}

std::optional<WrittenNumber> number_in(const std::string& cell) {
  auto number = parse_number(cell, '.');
  return number ? number : parse_number(cell, ',');
}

}  // namespace

bool are_dates(const Cells& cells) {
  using Known = TimestampParser::Known;
  constexpr std::array kFormats = {
      Known::iso,    Known::month_first,      Known::day_first,  Known::month_first_dashed,
      Known::dotted, Known::day_first_dashed, Known::year_first, Known::named};
  return std::ranges::any_of(kFormats, [&](Known format) {
    const TimestampParser parser(format);
    return nearly_all(cells, [&](const std::string& cell) {
      return !number_in(cell) && parser.parse(cell).has_value();
    });
  });
}

bool are_numbers(const Cells& cells) {
  return nearly_all(cells, [](const std::string& cell) { return number_in(cell).has_value(); });
}

bool are_amounts(const Cells& cells) {
  return are_numbers(cells) && std::ranges::any_of(cells, [](const std::string& cell) {
           // `17850.0` is an id that a spreadsheet wrote.
           return !is_blank_cell(cell) && !are_digits(plain_id(cell)) && number_in(cell);
         });
}

bool are_email_addresses(const Cells& cells) {
  const auto addresses = std::ranges::count_if(cells, is_email_address);
  return addresses > 0 && addresses * 2 >= static_cast<std::ptrdiff_t>(cells.size());
}

std::size_t count_distinct(const Cells& cells) {
  return std::set<std::string_view>(cells.begin(), cells.end()).size();
}

std::size_t count_with_several(const Cells& cells, const Cells& others) {
  std::map<std::string_view, std::set<std::string_view>> seen;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!is_blank_cell(cells[i])) seen[cells[i]].insert(others[i]);
  }
  return static_cast<std::size_t>(std::ranges::count_if(cells, [&](const std::string& cell) {
    return seen.count(cell) > 0 && seen[cell].size() > 1;
  }));
}

bool same_groups(const Cells& a, const Cells& b) {
  std::map<std::string, std::string> b_of;
  std::map<std::string, std::string> a_of;
  for (std::size_t i = 0; i < a.size(); ++i) {
    // E-mail addresses are written in either case.
    const std::string first = to_lower(a[i]);
    const std::string second = to_lower(b[i]);
    if (b_of.emplace(first, second).first->second != second) return false;
    if (a_of.emplace(second, first).first->second != first) return false;
  }
  return true;
}

bool same_values(const Cells& a, const Cells& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    const auto first = number_in(a[i]);
    const auto second = number_in(b[i]);
    if (!first || !second || first->value != second->value) return false;
  }
  return true;
}

bool same_days(const Cells& a, const Cells& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!a[i].starts_with(b[i]) && !b[i].starts_with(a[i])) return false;
    if (a[i].empty() != b[i].empty()) return false;
  }
  return true;
}

std::string first_values(const Cells& cells) {
  constexpr std::size_t kShown = 3;
  std::vector<std::string> shown;
  for (const std::string& cell : cells) {
    const std::string text = fmt::format("'{}'", printable(cell, 30));
    if (std::ranges::find(shown, text) != shown.end()) continue;
    shown.push_back(text);
    if (shown.size() == kShown) break;
  }
  std::string text;
  for (const std::string& one : shown) text += (text.empty() ? "" : ", ") + one;
  return text;
}

}  // namespace rfmseg
