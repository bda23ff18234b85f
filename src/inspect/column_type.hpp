#pragma once

#include <string>
#include <string_view>

#include "load/column_evidence.hpp"

namespace rfmseg {

/// What the values of a column are, see InspectedColumn::type.
struct ColumnType {
  std::string_view name;
  std::string currency{};  ///< of amounts
};

/// The type of nearly all of `values`, which are not blank.
[[nodiscard]] ColumnType find_column_type(const Cells& values);

}  // namespace rfmseg
