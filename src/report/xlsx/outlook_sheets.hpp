#pragma once

#include "report/xlsx/workbook.hpp"
#include "rfmseg/clv/validation.hpp"
#include "rfmseg/report/cohort_report.hpp"
#include "rfmseg/report/lifetime_report.hpp"
#include "rfmseg/report/prediction_report.hpp"
#include "rfmseg/report/trend_report.hpp"

namespace rfmseg::xlsx {

// The sheets of these results, which the workbook of an analysis has, too.

void add_sheets(Workbook& workbook, const CohortReport& report);
void add_sheets(Workbook& workbook, const TrendReport& report);
void add_sheets(Workbook& workbook, const LifetimeReport& report);
void add_sheets(Workbook& workbook, const Validation& trial);
void add_sheets(Workbook& workbook, const PredictionReport& report);
void add_sheets(Workbook& workbook, const ModelPredictions& result);
void add_sheets(Workbook& workbook, const GroupRules& rules);

}  // namespace rfmseg::xlsx
