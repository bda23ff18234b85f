#pragma once

/// \file
/// Cohorts as text, JSON, rows and a page; see cohort/cohorts.hpp.
///
///     const auto report = rfmseg::cohort_report(customers, rfmseg::PeriodUnit::month);
///     rfmseg::render_text(rfmseg::describe(report), {}, std::cout);

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

#include "rfmseg/cohort/cohorts.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/html_options.hpp"
#include "rfmseg/report/row_writer.hpp"
#include "rfmseg/rfm/measure.hpp"

namespace rfmseg {

/// What a triangle of cohorts shows.
enum class CohortFigure {
  retention,  ///< share of the cohort's customers with a purchase in the period
  active,     ///< number of customers with a purchase in the period
  orders,     ///< orders of the period per customer of the cohort
  revenue,    ///< revenue of the period per customer of the cohort
  value       ///< revenue per customer of the cohort until the end of the period
};

/// `retention`, `active`, `orders`, `revenue` or `value`.
[[nodiscard]] std::string_view to_string(CohortFigure figure);

struct CohortReport {
  Cohorts cohorts;
  CohortFigure figure = CohortFigure::retention;
  std::size_t most_ages = 12;  ///< the last age that people see; files have all
  std::string currency{};      ///< of revenue; empty if not known
};

/// The cohorts of customers with Customers::purchases; those of each group of their table, if it
/// has groups.
[[nodiscard]] CohortReport cohort_report(const Customers& customers, PeriodUnit unit);

/// A triangle of the figure, with what to read in it.
[[nodiscard]] Document describe(const CohortReport& report);

/// Writes the cohorts as one JSON object; docs/formats.md describes it.
void write_json(const CohortReport& report, std::ostream& out);

/// Writes a row per cohort and age, with all figures.
void write_cohorts(const Cohorts& cohorts, RowWriter& rows);

/// Writes a page with the triangles as heat maps, and the cohorts as curves.
void write_html(const CohortReport& report, const HtmlOptions& options, std::ostream& out);

}  // namespace rfmseg
