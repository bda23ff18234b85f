#pragma once

#include <cstddef>
#include <ostream>
#include <string>

#include "rfmseg/report/analysis.hpp"

namespace rfmseg {

/// The most customers a sheet has rows for, beside its header.
inline constexpr std::size_t kMostSheetCustomers = 1'048'575;

/// Why the analysis has no room in a workbook: too many customers, or a text too long for a cell.
/// Empty when it has.
[[nodiscard]] std::string xlsx_obstacle(const Analysis& analysis);

/// The analysis as an Excel workbook: sheets Summary, Segments, Clusters, Customers and, of
/// transactions, Ledger. Ids are text, whatever they look like; numbers are as exact as Excel's.
/// Throws DataError for what xlsx_obstacle() finds.
void write_xlsx(const Analysis& analysis, std::ostream& out);

}  // namespace rfmseg
