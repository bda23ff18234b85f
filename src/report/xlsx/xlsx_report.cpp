#include "rfmseg/report/xlsx_report.hpp"

#include <fmt/core.h>

#include <string>
#include <utility>
#include <vector>

#include "report/number_text.hpp"
#include "report/xlsx/outlook_sheets.hpp"
#include "report/xlsx/workbook.hpp"
#include "rfm/customer_schema.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/report/analysis_report.hpp"
#include "rfmseg/report/customer_rows.hpp"
#include "rfmseg/version.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

using Kind = RowColumn::Kind;
using xlsx::Sheet;
using xlsx::Workbook;

/// The figures of the whole, one kind of number in each sheet column.
void summary_sheet(Workbook& workbook, const Analysis& analysis) {
  Sheet sheet(workbook, "Summary");
  sheet.begin({{"figure", Kind::text},
               {"count", Kind::number},
               {"amount", Kind::money},
               {"text", Kind::text}});
  const auto row = [&](std::string figure, std::string count, std::string amount,
                       std::string text) {
    const std::vector<std::string> cells = {std::move(figure), std::move(count), std::move(amount),
                                            std::move(text)};
    sheet.row(cells);
  };
  row("customers", std::to_string(analysis.table.size()), "", "");
  if (analysis.transactions) {
    row("orders", std::to_string(analysis.transactions->orders), "", "");
  }
  row("revenue", "", to_string(analysis.revenue()),
      analysis.transactions ? std::string(analysis.transactions->currency()) : "");
  if (analysis.transactions) {
    row("first purchase", "", "", to_string(analysis.transactions->first_purchase));
    row("last purchase", "", "", to_string(analysis.transactions->last_purchase));
  }
  if (analysis.table.as_of) row("as of", "", "", to_string(*analysis.table.as_of));
  row("scheme", "", "", analysis.segmentation.scheme.name);
  row("clusters", std::to_string(analysis.clustering.options.k), "", "");
  row("seed", std::to_string(analysis.clustering.options.seed), "", "");
  row("program", "", "", fmt::format("rfmseg {}", version()));
  sheet.end();
}

void segment_sheet(Workbook& workbook, const Analysis& analysis) {
  Sheet sheet(workbook, "Segments");
  write_segment_summary(analysis, sheet);
  const std::size_t segment = sheet.column("segment");
  for (const SegmentSummary& summary : analysis.segments) {
    const SegmentRule& rule = analysis.segmentation.rule(summary.segment);
    sheet.color_cells(segment, rule.name, rule.color);
  }
  sheet.add_charts({{"Customers by segment", segment, sheet.column("customers")},
                    {"Revenue by segment", segment, sheet.column("revenue")}});
}

void cluster_sheet(Workbook& workbook, const Analysis& analysis) {
  Sheet sheet(workbook, "Clusters");
  write_cluster_summary(analysis, sheet);
  const std::size_t cluster = sheet.column("cluster");
  sheet.add_charts({{"Customers by cluster", cluster, sheet.column("customers")},
                    {"Revenue by cluster", cluster, sheet.column("revenue")}});
}

void customer_sheet(Workbook& workbook, const Analysis& analysis) {
  Sheet sheet(workbook, "Customers");
  write_customers(analysis.table,
                  {.segmentation = &analysis.segmentation,
                   .clustering = &analysis.clustering,
                   .tiers = &analysis.tiers},
                  sheet);
  for (const SegmentSummary& summary : analysis.segments) {
    const SegmentRule& rule = analysis.segmentation.rule(summary.segment);
    sheet.color_cells(sheet.column(column_name(CustomerColumn::segment)), rule.name, rule.color);
  }
}

}  // namespace

std::string xlsx_obstacle(const Analysis& analysis) {
  constexpr std::size_t kLongestCell = 32'767;
  const auto too_many = [](std::size_t rows, const char* what) {
    return fmt::format("{} {} do not fit in a sheet of {} rows",
                       count_text(static_cast<std::int64_t>(rows)), what,
                       count_text(static_cast<std::int64_t>(kMostSheetCustomers)));
  };
  if (analysis.table.size() > kMostSheetCustomers) {
    return too_many(analysis.table.size(), "customers");
  }
  if (const auto& cohorts = analysis.outlook.cohorts) {
    std::size_t ages = 0;
    for (const Cohort& cohort : cohorts->cohorts.cohorts) ages += cohort.ages.size();
    if (ages > kMostSheetCustomers) return too_many(ages, "ages of cohorts");
  }
  for (const std::string_view id : analysis.table.ids) {
    if (id.size() <= kLongestCell) continue;
    return fmt::format("customer '{}': the id is longer than the {} characters of a cell",
                       printable(id), count_text(kLongestCell));
  }
  return {};
}

void write_xlsx(const Analysis& analysis, std::ostream& out) {
  const std::string obstacle = xlsx_obstacle(analysis);
  if (!obstacle.empty()) {
    throw DataError(ErrorKind::workbook_too_small, "cannot write a workbook: " + obstacle);
  }
  Workbook workbook(out);
  summary_sheet(workbook, analysis);
  segment_sheet(workbook, analysis);
  cluster_sheet(workbook, analysis);
  customer_sheet(workbook, analysis);
  if (analysis.transactions) {
    Sheet sheet(workbook, "Ledger");
    write_ledger(analysis.transactions->ledger, sheet);
  }
  const Outlook& outlook = analysis.outlook;
  if (outlook.cohorts) add_sheets(workbook, *outlook.cohorts);
  if (outlook.trend) add_sheets(workbook, *outlook.trend);
  if (outlook.lifetimes) add_sheets(workbook, *outlook.lifetimes);
  if (outlook.validation) add_sheets(workbook, *outlook.validation);
  if (outlook.predictions) add_sheets(workbook, *outlook.predictions);
  workbook.finish();
}

}  // namespace rfmseg
