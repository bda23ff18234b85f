#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rfmseg/layout/layout.hpp"

namespace rfmseg {

/// An embedded layout that nearly has the header of a file.
struct NearLayout {
  std::string name;
  std::vector<ColumnName> missing;  ///< of Layout::match: one or two

  /// `nearly shopify, but without its columns 'Total' and 'Refunded Amount'`.
  [[nodiscard]] std::string text() const;
};

/// The layout that a header lacks the fewest columns of. Nothing unless one alone has most of its
/// columns in it, and nothing for a header that a layout recognises.
[[nodiscard]] std::optional<NearLayout> find_near_layout(const std::vector<std::string>& header);

/// The columns of a layout's `match` that a header lacks.
[[nodiscard]] std::vector<ColumnName> missing_match(const std::vector<ColumnName>& match,
                                                    const std::vector<std::string>& header);

}  // namespace rfmseg
