#include "layout/near_layout.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "layout/column_places.hpp"
#include "layout/embedded_layouts.hpp"
#include "plural.hpp"
#include "text.hpp"

namespace rfmseg {

std::vector<ColumnName> missing_match(const std::vector<ColumnName>& match,
                                      const std::vector<std::string>& header) {
  std::vector<ColumnName> missing;
  std::ranges::copy_if(match, std::back_inserter(missing),
                       [&](const ColumnName& name) { return find_place(header, name) < 0; });
  return missing;
}

std::optional<NearLayout> find_near_layout(const std::vector<std::string>& header) {
  // Fewer columns are those of any shop: a customer, a date, a status, a total.
  constexpr std::size_t kLeastFound = 5;
  constexpr std::size_t kMostMissing = 2;
  std::optional<NearLayout> nearest;
  bool alone = false;
  for (const EmbeddedLayout& embedded : embedded_layouts()) {
    const std::vector<ColumnName> match = embedded_match(embedded.toml);
    std::vector<ColumnName> missing = missing_match(match, header);
    if (missing.size() > kMostMissing || match.size() - missing.size() < kLeastFound) continue;
    if (nearest && missing.size() > nearest->missing.size()) continue;
    alone = !nearest || missing.size() < nearest->missing.size();
    nearest = {embedded.name, std::move(missing)};
  }
  if (!alone || nearest->missing.empty()) return std::nullopt;
  const Layout layout = load_layout(nearest->name);
  const bool other = std::ranges::any_of(
      layout.without, [&](const ColumnName& name) { return find_place(header, name) >= 0; });
  return other || !layout.advice.empty() ? std::nullopt : nearest;
}

std::string NearLayout::text() const {
  std::string columns;
  for (const ColumnName& column : missing) {
    columns += fmt::format("{}'{}'", columns.empty() ? "" : " and ", printable(column));
  }
  return fmt::format("nearly {}, but without its {} {}", name,
                     plural_noun(missing.size(), "column"), columns);
}

}  // namespace rfmseg
