#include <fmt/core.h>

#include <utility>

#include "report/charts/charts.hpp"
#include "report/html/html_page.hpp"
#include "report/number_text.hpp"
#include "report/tables/trend_tables.hpp"
#include "rfmseg/report/trend_report.hpp"

namespace rfmseg {
namespace {

using html::Figure;
using html::Page;
using html::Section;

/// Segments on top of each other, the best of the scheme at the bottom.
std::string stacked(const TrendReport& report, TrendFigure figure, const std::string& title) {
  const Trend& trend = report.trend;
  charts::StackedColumns chart;
  chart.value_name = figure == TrendFigure::revenue ? "revenue" : "customers";
  for (const SegmentRule& rule : trend.segments) chart.series.push_back({rule.name, rule.color});
  for (const TrendPoint& point : trend.points) {
    charts::StackedColumns::Column column{date_title(report, point), {}};
    for (std::size_t i = 0; i < trend.segments.size(); ++i) {
      const TrendSegment& at = point.segments[i];
      const bool money = figure == TrendFigure::revenue;
      column.parts.push_back(
          {money ? at.period_revenue.to_double() : static_cast<double>(at.customers),
           fmt::format("{} as of {}: {}", trend.segments[i].name, as_of_text(point.as_of),
                       money ? money_text(at.period_revenue) : count_text(at.customers))});
    }
    chart.columns.push_back(std::move(column));
  }
  return charts::stacked_columns({title, figure_sentence(report, figure)}, chart);
}

Figure figure_of(const TrendReport& report, TrendFigure figure, const std::string& title,
                 std::string reading) {
  return {title,
          std::move(reading),
          {{"", stacked(report, figure, title)}},
          trend_matrix(report, figure),
          true};
}

}  // namespace

void write_html(const TrendReport& report, const HtmlOptions& options, std::ostream& out) {
  const Trend& trend = report.trend;
  const TrendPoint& last = trend.points.back();
  Page page{"Segments over time",
            options.source,
            {{"Customers", count_text(last.customers)},
             {"Dates", count_text(static_cast<std::int64_t>(trend.points.size()))},
             {"As of", as_of_text(last.as_of)}},
            {}};
  if (std::string note = partial_note(report); !note.empty())
    page.checks.push_back(std::move(note));
  Section section{"Segments by date", {}, {}};
  section.figures.push_back(
      figure_of(report, TrendFigure::customers, "Customers",
                fmt::format("{} {}", trend_sentence(report), cuts_sentence(trend))));
  section.figures.push_back(figure_of(report, TrendFigure::revenue, "Revenue",
                                      figure_sentence(report, TrendFigure::revenue)));
  Table flows = largest_flows(trend);
  if (!flows.rows.empty()) {
    section.tables.push_back({fmt::format("Largest moves since {}",
                                          as_of_text(trend.points[trend.points.size() - 2].as_of)),
                              "", std::move(flows)});
  }
  page.sections.push_back(std::move(section));
  if (!options.command.empty()) {
    page.sections.push_back({"How it was computed", {}, {{"", options.command, {}}}});
  }
  render(page, out);
}

}  // namespace rfmseg
