#pragma once

#include <cstddef>
#include <ostream>

#include "rfmseg/report/analysis.hpp"

namespace rfmseg {

/// The most customers a sheet has rows for, beside its header.
inline constexpr std::size_t kMostSheetCustomers = 1'048'575;

/// The analysis as an Excel workbook: sheets Summary, Segments, Clusters, Customers and, of
/// transactions, Ledger. Ids are text, whatever they look like; numbers are as exact as Excel's.
/// Throws DataError when there are more customers than a sheet has rows.
void write_xlsx(const Analysis& analysis, std::ostream& out);

}  // namespace rfmseg
