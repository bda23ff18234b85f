#pragma once

#include <string>
#include <vector>

#include "rfmseg/layout/row_filter.hpp"
#include "sql/dialect.hpp"

namespace rfmseg::sql {

/// The condition that the text `column`, which is not null, matches one of the patterns: as
/// ColumnValues::match(), with the database's own lower case.
[[nodiscard]] std::string matches_any(const std::string& column,
                                      const std::vector<std::string>& patterns,
                                      const Dialect& dialect);

/// Likewise, as matches_pattern(): `*` matches a blank, too.
[[nodiscard]] std::string matches_one(const std::string& column, const std::string& pattern,
                                      const Dialect& dialect);

/// `column IN ('a', 'b')`, in any case.
[[nodiscard]] std::string is_one_of(const std::string& column,
                                    const std::vector<std::string>& texts, const Dialect& dialect);

}  // namespace rfmseg::sql
