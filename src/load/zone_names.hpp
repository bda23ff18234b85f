#pragma once

#include <optional>
#include <string_view>

namespace rfmseg {

/// The minutes that the clocks of a zone are ahead of UTC, by its abbreviation in upper or lower
/// case; nothing for an unknown one. docs/csv.md lists them. Of abbreviations with several meanings
/// IST is India's, CST and AST are America's, and BST is Britain's.
[[nodiscard]] std::optional<int> zone_offset(std::string_view name);

}  // namespace rfmseg
