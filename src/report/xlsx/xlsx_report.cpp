#include "rfmseg/report/xlsx_report.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "report/charts/color.hpp"
#include "report/number_text.hpp"
#include "report/tables/group_tables.hpp"
#include "report/tables/transaction_tables.hpp"
#include "report/xlsx/outlook_sheets.hpp"
#include "report/xlsx/summary_sheet.hpp"
#include "report/xlsx/workbook.hpp"
#include "rfm/customer_schema.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/report/analysis_report.hpp"
#include "rfmseg/report/customer_rows.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

using Kind = RowColumn::Kind;
using xlsx::Sheet;
using xlsx::Workbook;

/// Bars in the colours of the segments.
std::vector<std::string> segment_colors(const Analysis& analysis) {
  std::vector<std::string> colors;
  for (std::size_t s = 0; s < analysis.segments.size(); ++s) {
    colors.push_back(analysis.segment_rule(s).color);
  }
  return colors;
}

/// A cell for each column that `cell_of` knows by its name; the others are empty.
template <class CellOf>
std::vector<std::string> cells_by_name(const std::vector<RowColumn>& columns,
                                       const CellOf& cell_of) {
  std::vector<std::string> cells;
  for (const RowColumn& column : columns) cells.push_back(cell_of(column.name));
  return cells;
}

void segment_sheet(Workbook& workbook, const Analysis& analysis) {
  Sheet sheet(workbook, "Segments");
  write_segment_summary(analysis, sheet);
  const std::size_t segment = sheet.column("segment");
  for (const SegmentSummary& summary : analysis.segments) {
    const SegmentRule& rule = analysis.segmentation.rule(summary.segment);
    sheet.color_cells(segment, rule.name, rule.color);
  }
  const bool grouped = !analysis.segmentation.groups.empty();
  const Whole whole = whole_of(analysis.segments);
  sheet.total(cells_by_name(sheet.columns(), [&](std::string_view name) -> std::string {
    if (name == "segment") return "All";
    if (name == "customers") return std::to_string(whole.customers);
    if (name == "revenue") return to_string(whole.revenue);
    const bool share = name == "customer_share" || name == "revenue_share";
    return share && !grouped ? "1" : "";
  }));
  const std::vector<std::string> colors =
      grouped ? std::vector<std::string>() : segment_colors(analysis);
  sheet.add_charts({{"Customers by segment", segment, sheet.column("customers"), false, colors},
                    {"Revenue by segment", segment, sheet.column("revenue"), false, colors}});
}

/// Rows that become columns: a row for each of their columns, under a header of their first cells.
class TransposedRows final : public RowWriter {
 public:
  explicit TransposedRows(Sheet& sheet) : sheet_(sheet) {}

  void begin(const std::vector<RowColumn>& columns) override { columns_ = columns; }
  void row(std::span<const std::string> cells) override {
    rows_.emplace_back(cells.begin(), cells.end());
  }
  /// The row of that column, counted from the header.
  [[nodiscard]] std::size_t row_of(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::find(columns_, name, &RowColumn::name) -
                                    columns_.begin());
  }
  void end() override {
    std::vector<RowColumn> header = {{columns_.front().name, Kind::text}};
    for (const std::vector<std::string>& each : rows_) {
      header.push_back({columns_.front().name + ' ' + each.front(), Kind::number});
    }
    sheet_.begin(header);
    for (std::size_t c = 1; c < columns_.size(); ++c) {
      std::vector<std::string> cells = {xlsx::column_title(columns_[c].name)};
      for (const std::vector<std::string>& each : rows_) cells.push_back(each[c]);
      std::vector<Kind> kinds(cells.size(), columns_[c].kind);
      kinds.front() = Kind::text;
      sheet_.row(cells, kinds);
    }
    sheet_.end();
  }

 private:
  Sheet& sheet_;
  std::vector<RowColumn> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// A cluster in each column, since there are few clusters and many figures.
void cluster_sheet(Workbook& workbook, const Analysis& analysis) {
  Sheet sheet(workbook, "Clusters");
  TransposedRows rows(sheet);
  write_cluster_summary(analysis, rows);
  std::vector<std::string> colors;
  for (std::size_t c = 0; c < analysis.clusters.size(); ++c)
    colors.emplace_back(charts::palette(c));
  sheet.add_charts({{"Customers by cluster", 0, rows.row_of("customers"), true, colors},
                    {"Revenue by cluster", 0, rows.row_of("revenue"), true, colors}});
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

void ledger_sheet(Workbook& workbook, const Ledger& ledger) {
  Sheet sheet(workbook, "Ledger");
  sheet.begin({{"reason"}, {"rows", Kind::number}, {"amount", Kind::money}, {"other_currencies"}});
  const auto cells = [](const LedgerLine& line) {
    return std::vector<std::string>{
        line.name, std::to_string(line.entry.rows),
        line.other_money.empty() ? to_string(line.entry.amount) : std::string(), line.other_money};
  };
  for (std::size_t i = 0; i < kRowReasonCount; ++i) {
    const auto reason = static_cast<RowReason>(i);
    if (ledger[reason].rows > 0) sheet.row(cells(ledger_line(ledger, reason)));
  }
  sheet.end();
  sheet.total(cells(read_line(ledger)));
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
  Workbook workbook(out, analysis.transactions ? analysis.transactions->currency() : "");
  xlsx::add_summary_sheet(workbook, analysis);
  segment_sheet(workbook, analysis);
  cluster_sheet(workbook, analysis);
  customer_sheet(workbook, analysis);
  if (analysis.transactions) {
    ledger_sheet(workbook, analysis.transactions->ledger);
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
