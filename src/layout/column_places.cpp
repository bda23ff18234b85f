#include "layout/column_places.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "fold.hpp"
#include "layout/near_layout.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// Calls `look` with each alternative until it returns true.
template <class Look>
void for_each_alternative(std::string_view name, Look look) {
  while (true) {
    const std::size_t bar = std::min(name.find('|'), name.size());
    if (look(trimmed(name.substr(0, bar))) || bar == name.size()) return;
    name.remove_prefix(bar + 1);
  }
}

/// The position that `#3` names; -1 for other names and beyond the last column.
int numbered_place(std::string_view name, std::size_t columns) {
  std::size_t place = 0;
  if (!name.starts_with('#')) return -1;
  const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), place);
  const bool valid = error == std::errc() && end == name.data() + name.size();
  return valid && place > 0 && place <= columns ? static_cast<int>(place - 1) : -1;
}

}  // namespace

int find_place(const std::vector<std::string>& header, const ColumnName& name) {
  int place = -1;
  for_each_alternative(name, [&](std::string_view one) {
    const auto found = std::ranges::find_if(
        header, [&](const std::string& column) { return same_folded(trimmed(column), one); });
    place = found == header.end() ? numbered_place(one, header.size())
                                  : static_cast<int>(found - header.begin());
    return place >= 0;
  });
  return place;
}

int require_place(const std::string& file, const std::vector<std::string>& header,
                  const Layout& layout, const ColumnName& name) {
  const int place = find_place(header, name);
  if (place < 0) {
    const std::string why = layout.name.empty() ? "" : fmt::format("layout {}: ", layout.name);
    std::vector<ColumnName> others = missing_match(layout.match, header);
    std::erase(others, name);
    throw UsageError(
        {file}, fmt::format("{}no column '{}'{} among: {}", why, printable(name),
                            others.empty() ? "" : " (nor " + listed(others) + ')', listed(header)));
  }
  const std::string& column = header[static_cast<std::size_t>(place)];
  const auto same = std::ranges::count_if(header, [&](const std::string& other) {
    return !trimmed(column).empty() && same_folded(trimmed(column), trimmed(other));
  });
  if (same > 1) {
    throw DataError(ErrorKind::missing_column, {file, 1},
                    fmt::format("two columns have the name '{}' (rename one)", printable(column)));
  }
  return place;
}

std::vector<int> find_places(const std::vector<std::string>& header,
                             const std::vector<ColumnName>& names) {
  std::vector<int> places;
  for (const ColumnName& name : names) {
    if (const int place = find_place(header, name); place >= 0) places.push_back(place);
  }
  return places;
}

}  // namespace rfmseg
