#pragma once

/// \file
/// Predictions and rules of groups as text, JSON, rows and a page; see predict/contest.hpp and
/// predict/group_rules.hpp.
///
///     const rfmseg::PredictionReport report{{contest}, "GBP"};
///     rfmseg::render_text(rfmseg::describe(report), {}, std::cout);

#include <ostream>
#include <string>
#include <vector>

#include "rfmseg/predict/contest.hpp"
#include "rfmseg/predict/group_rules.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/html_report.hpp"
#include "rfmseg/report/row_writer.hpp"

namespace rfmseg {

/// Contests of the same customers, split and end, one at least.
struct PredictionReport {
  std::vector<Contest> contests;
  std::string currency = {};  ///< of amounts; empty if not known
};

/// Which model is to be trusted, how all did, and what the chosen one needs.
[[nodiscard]] Document describe(const PredictionReport& report);
/// Writes all of it as one JSON object; docs/formats.md describes it.
void write_json(const PredictionReport& report, std::ostream& out);
/// Writes a row per customer of today: the probability, the expected spend.
void write_predictions(const PredictionReport& report, RowWriter& rows);
/// Writes a page with charts of how good the chosen models are.
void write_html(const PredictionReport& report, const HtmlOptions& options, std::ostream& out);

/// The rules, how often they are right, and which groups they confuse.
[[nodiscard]] Document describe(const GroupRules& rules);
void write_json(const GroupRules& rules, std::ostream& out);
/// Writes a row per customer: the group, and that of the rules of other customers.
void write_groups(const GroupRules& rules, RowWriter& rows);

}  // namespace rfmseg
