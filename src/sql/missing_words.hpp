#pragma once

#include <string>

#include "load/blank_cell.hpp"
#include "sql/dialect.hpp"
#include "sql/statement.hpp"

namespace rfmseg::sql {

/// The texts that mean a missing value (kMissingWords), as literals with commas between them.
[[nodiscard]] inline std::string missing_literals(const Dialect& dialect) {
  std::vector<std::string> literals;
  for (const std::string_view word : kMissingWords) literals.push_back(dialect.literal(word));
  return comma_separated(literals);
}

}  // namespace rfmseg::sql
