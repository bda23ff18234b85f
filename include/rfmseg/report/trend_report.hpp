#pragma once

/// \file
/// Segments over time as text, JSON, rows and a page; see cohort/trend.hpp.
///
///     const auto report = rfmseg::trend_report(customers, scheme, rfmseg::PeriodUnit::month);
///     rfmseg::render_text(rfmseg::describe(report), {}, std::cout);

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

#include "rfmseg/cohort/trend.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/html_options.hpp"
#include "rfmseg/report/row_writer.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/segment/scheme.hpp"

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

/// The segments at the end of every period of customers with Customers::purchases. `threads` do not
/// affect the result.
[[nodiscard]] TrendReport trend_report(const Customers& customers, const Scheme& scheme,
                                       PeriodUnit unit, TrendCuts cuts = TrendCuts::last,
                                       unsigned threads = 1);

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
