#include <fmt/core.h>

#include <utility>

#include "report/charts/charts.hpp"
#include "report/html/outlook_sections.hpp"
#include "report/number_text.hpp"
#include "report/people_dates.hpp"
#include "report/tables/trend_tables.hpp"
#include "rfmseg/report/trend_report.hpp"

namespace rfmseg {
namespace {

using html::Figure;

/// Segments on top of each other, the best of the scheme at the bottom; empty without a column.
std::string stacked(const TrendReport& report, TrendFigure figure, const std::string& title,
                    double width) {
  const Trend& trend = report.trend;
  charts::StackedColumns chart;
  chart.value_name = figure == TrendFigure::revenue ? "revenue" : "customers";
  for (const SegmentRule& rule : trend.segments) chart.series.push_back({rule.name, rule.color});
  for (const TrendPoint& point : trend.points) {
    // Revenue of a part of a period would look like a fall.
    if (figure == TrendFigure::revenue && !point.end.complete) continue;
    charts::StackedColumns::Column column{people_dates_in(period_title(point)), {}};
    for (std::size_t i = 0; i < trend.segments.size(); ++i) {
      const TrendSegment& at = point.segments[i];
      const bool money = figure == TrendFigure::revenue;
      column.parts.push_back(
          {money ? at.period_revenue.to_double() : static_cast<double>(at.customers),
           fmt::format("{} in {}: {}", trend.segments[i].name, people_date(point.end.period),
                       money ? money_text(at.period_revenue) : count_text(at.customers))});
    }
    chart.columns.push_back(std::move(column));
  }
  if (chart.columns.empty()) return {};
  return charts::stacked_columns({title, people_dates_in(figure_sentence(report, figure)), width},
                                 chart);
}

Figure figure_of(const TrendReport& report, TrendFigure figure, const std::string& title,
                 std::string reading) {
  Figure result{title, std::move(reading), {}, people_dates_in(trend_matrix(report, figure)), true};
  if (std::string chart = stacked(report, figure, title, html::kPageWidth); !chart.empty()) {
    result.charts.push_back({"", std::move(chart), stacked(report, figure, title, charts::kWidth)});
  }
  return result;
}

}  // namespace

namespace html {

Section trend_section(const TrendReport& report) {
  Section section{"Segments by period", {}, {}};
  section.anchor = "Trend";
  section.headline = trend_sentence(report);
  section.figures.push_back(
      figure_of(report, TrendFigure::customers, "Customers", cuts_sentence(report.trend)));
  section.figures.push_back(figure_of(report, TrendFigure::revenue, "Revenue",
                                      figure_sentence(report, TrendFigure::revenue)));
  Table flows = largest_flows(report.trend);
  if (!flows.rows.empty()) {
    section.tables.push_back({flows_title(report.trend), "", std::move(flows)});
  }
  if (const std::string note = partial_note(report); !note.empty()) {
    section.notes.push_back(note + " The chart of revenue omits it.");
  }
  return section;
}

}  // namespace html

void write_html(const TrendReport& report, const HtmlOptions& options, std::ostream& out) {
  const Trend& trend = report.trend;
  const TrendPoint& last = trend.points.back();
  html::render({html::page_title(options, "Segments over time"),
                options.source,
                {{"Customers", count_text(last.customers)},
                 {"Periods", count_text(static_cast<std::int64_t>(trend.points.size()))},
                 {"As of", people_date(last.end.as_of)}},
                {html::trend_section(report)},
                {},
                options.command},
               out);
}

}  // namespace rfmseg
