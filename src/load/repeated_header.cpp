#include "load/repeated_header.hpp"

#include <algorithm>
#include <string_view>

#include "text.hpp"

namespace rfmseg {

bool repeats_header(const RowReader& row, const std::vector<std::string>& header,
                    std::span<const int> positions) {
  return std::ranges::all_of(positions, [&](int position) {
    const auto column = static_cast<std::size_t>(position);
    return position < 0 || same_letters(trimmed(row.column(column)), header[column]);
  });
}

bool reorders_columns(const RowReader& row, const std::vector<std::string>& header) {
  const std::string_view first = trimmed(row.column(0));
  if (header.size() < 2 || std::ranges::find(header, first) == header.end()) return false;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < header.size(); ++i) names.emplace_back(trimmed(row.column(i)));
  std::vector<std::string> expected = header;
  std::ranges::sort(names);
  std::ranges::sort(expected);
  return names == expected;
}

bool names_other_columns(const RowReader& row, const std::vector<std::string>& header) {
  constexpr std::size_t kFewestColumns = 4;
  if (header.size() < kFewestColumns) return false;
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string_view name = trimmed(row.column(i));
    if (name.empty() || std::ranges::any_of(name, is_digit)) return false;
    names.push_back(name);
  }
  std::ranges::sort(names);
  return std::ranges::adjacent_find(names) == names.end();
}

}  // namespace rfmseg
