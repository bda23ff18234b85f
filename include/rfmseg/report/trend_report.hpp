#pragma once

/// \file
/// Segments over time as text, JSON, rows and a page; see cohort/trend.hpp.
///
///     const rfmseg::TrendReport report{rfmseg::find_trend(log, scheme, options)};
///     rfmseg::render_text(rfmseg::describe(report), {}, std::cout);

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

#include "rfmseg/cohort/trend.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/html_report.hpp"
#include "rfmseg/report/row_writer.hpp"

namespace rfmseg {

/// What a table of segments by date shows.
enum class TrendFigure {
  customers,  ///< their number
  share,      ///< of all customers
  revenue     ///< since the date before
};

/// `customers`, `share` or `revenue`.
[[nodiscard]] std::string_view to_string(TrendFigure figure);

struct TrendReport {
  Trend trend;
  PeriodUnit unit = PeriodUnit::month;
  TrendFigure figure = TrendFigure::customers;
  std::size_t most_periods = 12;  ///< the last periods that people see; files have all
  std::string currency{};         ///< of revenue; empty if not known
};

/// A table of the figure by segment and date, and the largest flows of the last period.
[[nodiscard]] Document describe(const TrendReport& report);

/// Writes the trend as one JSON object; docs/formats.md describes it.
void write_json(const TrendReport& report, std::ostream& out);

/// Writes a row per date and segment, with all figures.
void write_trend(const Trend& trend, RowWriter& rows);
/// Writes a row per date and pair of segments with customers who moved between them, or stayed.
void write_trend_flows(const Trend& trend, RowWriter& rows);

/// Writes a page with stacked charts.
void write_html(const TrendReport& report, const HtmlOptions& options, std::ostream& out);

}  // namespace rfmseg
