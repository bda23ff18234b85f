#include "rfmseg/report/analysis_files.hpp"

#include <algorithm>

#include "rfmseg/report/analysis_report.hpp"
#include "rfmseg/report/k_choice_report.hpp"
#include "rfmseg/report/validation_report.hpp"
#include "rfmseg/report/xlsx_report.hpp"

namespace rfmseg {

CustomerResults customer_results(const Analysis& analysis) {
  if (analysis.model) {
    return {.segmentation = &analysis.segmentation,
            .clustering = nullptr,
            .tiers = nullptr,
            .fit = &analysis.model->fit};
  }
  return {.segmentation = &analysis.segmentation,
          .clustering = &analysis.clustering,
          .tiers = &analysis.tiers,
          .fit = nullptr};
}

std::vector<AnalysisFile> analysis_files(const Analysis& analysis, const HtmlOptions& html,
                                         const TextStyle& style) {
  const auto csv = [&style](auto write) {
    return [&style, write](std::ostream& out) { write(*make_row_writer(Format::csv, style, out)); };
  };
  std::vector<AnalysisFile> files = {
      {"segments.csv",
       [&](std::ostream& out) {
         write_customers(analysis.table, customer_results(analysis), Format::csv, style, out,
                         analysis.clustering.options.threads);
       }},
      {"segment_summary.csv", csv([&](RowWriter& rows) { write_segment_summary(analysis, rows); })},
      {"clusters.csv", csv([&](RowWriter& rows) { write_cluster_summary(analysis, rows); })},
      {"report.html", [&](std::ostream& out) { write_html(analysis, html, out); }},
  };
  if (analysis.transactions) {
    files.push_back({"ledger.csv", csv([&](RowWriter& rows) {
                       write_ledger(analysis.transactions->ledger, rows);
                     })});
  }
  if (analysis.clustering.choice) {
    files.push_back({"k_choice.csv", csv([&](RowWriter& rows) {
                       write_k_choice(*analysis.clustering.choice, rows);
                     })});
  }
  const Outlook& outlook = analysis.outlook;
  if (outlook.cohorts) {
    files.push_back({"cohorts.csv",
                     csv([&](RowWriter& rows) { write_cohorts(outlook.cohorts->cohorts, rows); })});
  }
  if (outlook.trend) {
    const Trend& trend = outlook.trend->trend;
    files.push_back({"trend.csv", csv([&](RowWriter& rows) { write_trend(trend, rows); })});
    files.push_back(
        {"trend_flows.csv", csv([&](RowWriter& rows) { write_trend_flows(trend, rows); })});
  }
  if (outlook.lifetimes) {
    files.push_back(
        {"clv.csv", csv([&](RowWriter& rows) { write_lifetimes(*outlook.lifetimes, rows); })});
  }
  if (outlook.validation) {
    files.push_back({"validation.csv",
                     csv([&](RowWriter& rows) { write_validation(*outlook.validation, rows); })});
  }
  if (outlook.predictions) {
    files.push_back({"predictions.csv",
                     csv([&](RowWriter& rows) { write_predictions(*outlook.predictions, rows); })});
  }
  if (xlsx_obstacle(analysis).empty()) {
    files.push_back({"analysis.xlsx", [&](std::ostream& out) { write_xlsx(analysis, out); }});
  }
  std::vector<std::string> names = {"analysis.json"};
  for (const AnalysisFile& file : files) names.push_back(file.name);
  std::ranges::sort(names);
  files.push_back({"analysis.json",
                   [&analysis, names](std::ostream& out) { write_json(analysis, out, names); }});
  return files;
}

}  // namespace rfmseg
