#include "report/xlsx/outlook_sheets.hpp"

#include "report/tables/cohort_tables.hpp"
#include "report/tables/lifetime_tables.hpp"
#include "report/tables/prediction_tables.hpp"
#include "report/tables/trend_tables.hpp"
#include "report/tables/validation_tables.hpp"
#include "rfmseg/report/xlsx_report.hpp"

namespace rfmseg {
namespace xlsx {
namespace {

void add_sheet(Workbook& workbook, const char* name, const ResultTable& table) {
  Sheet sheet(workbook, name);
  write_rows(table, sheet);
}

template <class Result>
void write_workbook(const Result& result, std::ostream& out) {
  Workbook workbook(out);
  add_sheets(workbook, result);
  workbook.finish();
}

}  // namespace

void add_sheets(Workbook& workbook, const CohortReport& report) {
  const Cohorts& cohorts = report.cohorts;
  add_sheet(workbook, "Retention", cohort_triangle_table(cohorts, CohortFigure::retention));
  add_sheet(workbook, "Value per customer", cohort_triangle_table(cohorts, CohortFigure::value));
  add_sheet(workbook, "Cohorts", cohort_age_table(cohorts));
}

void add_sheets(Workbook& workbook, const TrendReport& report) {
  {
    Sheet sheet(workbook, "Segments by period");
    write_trend(report.trend, sheet);
    for (const SegmentRule& rule : report.trend.segments) {
      sheet.color_cells(sheet.column("segment"), rule.name, rule.color);
    }
  }
  add_sheet(workbook, "Moves", trend_flow_table(report.trend));
}

void add_sheets(Workbook& workbook, const LifetimeReport& report) {
  add_sheet(workbook, "Expected by segment", totals_table(lifetime_totals(report)));
  Sheet sheet(workbook, "Lifetimes");
  write_lifetimes(report, sheet);
}

void add_sheets(Workbook& workbook, const Validation& trial) {
  add_sheet(workbook, "Trial", trial_table(trial));
  add_sheet(workbook, "Measures", measure_trial_table(trial));
}

void add_sheets(Workbook& workbook, const PredictionReport& report) {
  for (const Contest& contest : report.contests) {
    const bool returns = contest.target == PredictionTarget::returns;
    add_sheet(workbook, returns ? "Models of returns" : "Models of spend", contest_table(contest));
    if (returns) add_sheet(workbook, "Calibration", calibration_table(contest));
  }
  Sheet sheet(workbook, "Predictions");
  write_predictions(report, sheet);
}

void add_sheets(Workbook& workbook, const ModelPredictions& result) {
  add_sheet(workbook, "Drift", drift_table(result.predictions));
  Sheet sheet(workbook, "Predictions");
  write_predictions(result, sheet);
}

void add_sheets(Workbook& workbook, const GroupRules& rules) {
  add_sheet(workbook, "Rules", rule_table(rules));
  Sheet sheet(workbook, "Customers");
  write_groups(rules, sheet);
}

}  // namespace xlsx

void write_xlsx(const CohortReport& report, std::ostream& out) {
  xlsx::write_workbook(report, out);
}

void write_xlsx(const TrendReport& report, std::ostream& out) {
  xlsx::write_workbook(report, out);
}

void write_xlsx(const LifetimeReport& report, std::ostream& out) {
  xlsx::write_workbook(report, out);
}

void write_xlsx(const Validation& trial, std::ostream& out) {
  xlsx::write_workbook(trial, out);
}

void write_xlsx(const PredictionReport& report, std::ostream& out) {
  xlsx::write_workbook(report, out);
}

void write_xlsx(const ModelPredictions& result, std::ostream& out) {
  xlsx::write_workbook(result, out);
}

void write_xlsx(const GroupRules& rules, std::ostream& out) {
  xlsx::write_workbook(rules, out);
}

}  // namespace rfmseg
