#pragma once

/// \file
/// All files of an analysis, as `rfmseg analyze --out` writes them: see analysis_folder.hpp.

#include <array>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/report/analysis.hpp"
#include "rfmseg/report/customer_rows.hpp"
#include "rfmseg/report/html_report.hpp"
#include "rfmseg/report/row_writer.hpp"

namespace rfmseg {

/// A file of an analysis: its name, and a function that writes its content.
struct AnalysisFile {
  std::string name;
  std::function<void(std::ostream&)> write;
};

/// The files that every analysis has.
inline constexpr std::array<std::string_view, 5> kAnalysisFiles = {
    "segments.csv", "segment_summary.csv", "clusters.csv", "analysis.json", "report.html"};
/// The files that not every analysis has: those of transactions, of a choice of k and of the
/// outlook, and the workbook unless there is an xlsx_obstacle().
inline constexpr std::array<std::string_view, 9> kOptionalAnalysisFiles = {
    "ledger.csv", "k_choice.csv",   "cohorts.csv",     "trend.csv",    "trend_flows.csv",
    "clv.csv",    "validation.csv", "predictions.csv", "analysis.xlsx"};

/// All files of an analysis: customers, tables, JSON, page and workbook. They refer to the
/// arguments, which must outlive them.
[[nodiscard]] std::vector<AnalysisFile> analysis_files(const Analysis& analysis,
                                                       const HtmlOptions& html,
                                                       const TextStyle& style);

/// The results of an analysis for each customer, for write_customers().
[[nodiscard]] CustomerResults customer_results(const Analysis& analysis);

}  // namespace rfmseg
