#pragma once

/// \file
/// Results as Excel workbooks.
///
///     if (rfmseg::xlsx_obstacle(analysis).empty()) rfmseg::write_xlsx(analysis, file);

#include <cstddef>
#include <ostream>
#include <string>

#include "rfmseg/report/analysis.hpp"
#include "rfmseg/report/prediction_report.hpp"

namespace rfmseg {

/// The number of customers that fit into a sheet, below its header.
inline constexpr std::size_t kMostSheetCustomers = 1'048'575;

/// Why the analysis does not fit into a workbook: too many customers, or an id too long for a cell.
/// Empty if it fits.
[[nodiscard]] std::string xlsx_obstacle(const Analysis& analysis);

/// Writes the analysis as a workbook with the sheets Summary, Segments, Clusters, Customers, for
/// transactions Ledger, and those of the outlook. Ids are text cells. Throws DataError
/// (workbook_too_small) if xlsx_obstacle() finds one.
void write_xlsx(const Analysis& analysis, std::ostream& out);

// Each of these throws DataError if a sheet has no room for all rows.

/// Writes a sheet of all figures, and triangles of retention and value.
void write_xlsx(const CohortReport& report, std::ostream& out);
/// Writes a sheet of segments by period, and one of moves between them.
void write_xlsx(const TrendReport& report, std::ostream& out);
/// Writes a sheet of what is expected of each segment, and one of each customer.
void write_xlsx(const LifetimeReport& report, std::ostream& out);
/// Writes a sheet of what groups did, and one of how well measures knew.
void write_xlsx(const Validation& trial, std::ostream& out);
/// Writes a sheet of how models did for each target, of calibration, and one of each customer.
void write_xlsx(const PredictionReport& report, std::ostream& out);
/// Writes a sheet of rules, and one of each customer.
void write_xlsx(const ModelPredictions& result, std::ostream& out);
void write_xlsx(const GroupRules& rules, std::ostream& out);

}  // namespace rfmseg
