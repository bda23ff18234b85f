#pragma once

/// \file
/// An analysis as an Excel workbook.
///
///     if (rfmseg::xlsx_obstacle(analysis).empty()) rfmseg::write_xlsx(analysis, file);

#include <cstddef>
#include <ostream>
#include <string>

#include "rfmseg/report/analysis.hpp"

namespace rfmseg {

/// The number of customers that fit into a sheet, below its header.
inline constexpr std::size_t kMostSheetCustomers = 1'048'575;

/// Why the analysis does not fit into a workbook: too many customers, or an id too long for a cell.
/// Empty if it fits.
[[nodiscard]] std::string xlsx_obstacle(const Analysis& analysis);

/// Writes the analysis as a workbook with the sheets Summary, Segments, Clusters, Customers and,
/// for transactions, Ledger. Ids are text cells. Throws DataError (workbook_too_small) if
/// xlsx_obstacle() finds one.
void write_xlsx(const Analysis& analysis, std::ostream& out);

}  // namespace rfmseg
