#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <string_view>

#include "cli/option.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/row_writer.hpp"

namespace rfmseg::cli {

/// Where results go and in what form.
struct OutputOptions {
  std::string path = "-";
  std::string format;
  bool csv_safe = false;
  bool in_place = false;  ///< `path` is the only input, which it replaces; see RunFiles
};

/// The forms that rows can have.
inline constexpr const char* kFormats = "table|csv|tsv|json|jsonl|md";
/// Those of commands whose results have sheets, too.
inline constexpr const char* kFormatsWithWorkbook = "table|csv|tsv|json|jsonl|md|xlsx";
/// The same, or a page with charts.
inline constexpr const char* kFormatsWithPage = "table|csv|tsv|json|jsonl|md|xlsx|html";
/// Those of commands whose results are not rows.
inline constexpr const char* kFormatsWithoutRows = "table|json|md";
/// The form of a workbook.
inline constexpr std::string_view kXlsx = "xlsx";
/// The form of a page.
inline constexpr std::string_view kHtml = "html";

/// Throws UsageError if a workbook would go to a terminal.
void check_output(const OutputOptions& options);

[[nodiscard]] Options declare_output(OutputOptions& options, const std::string& default_format,
                                     const std::string& formats = kFormats);
/// The same of a filter, which writes CSV and may replace what it reads.
[[nodiscard]] Options declare_filter_output(OutputOptions& options);
/// --output alone.
[[nodiscard]] Options declare_output_path(std::string& path, const bool* in_place = nullptr);

/// Writes rows in the form that was asked for.
[[nodiscard]] std::unique_ptr<RowWriter> row_writer(const OutputOptions& options,
                                                    std::ostream& out);
[[nodiscard]] Format output_format(const OutputOptions& options);
[[nodiscard]] TextStyle text_style(const OutputOptions& options);

}  // namespace rfmseg::cli
