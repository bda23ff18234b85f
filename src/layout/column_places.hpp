#pragma once

#include <string>
#include <vector>

#include "rfmseg/layout/layout.hpp"

namespace rfmseg {

/// The position in `header` of the first alternative of `name` that it has, without regard to case
/// and outer white space; -1 if there is none.
[[nodiscard]] int find_place(const std::vector<std::string>& header, const ColumnName& name);

/// The same for a column that the file must have. Throws UsageError, which names the layout, if
/// there is none; DataError if two columns have the name.
[[nodiscard]] int require_place(const std::string& file, const std::vector<std::string>& header,
                                const Layout& layout, const ColumnName& name);

/// The positions of the columns that the file has.
[[nodiscard]] std::vector<int> find_places(const std::vector<std::string>& header,
                                           const std::vector<ColumnName>& names);

}  // namespace rfmseg
