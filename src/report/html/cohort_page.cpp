#include <fmt/core.h>

#include <utility>

#include "report/charts/charts.hpp"
#include "report/charts/color.hpp"
#include "report/html/html_page.hpp"
#include "report/number_text.hpp"
#include "report/tables/cohort_tables.hpp"
#include "rfmseg/report/cohort_report.hpp"

namespace rfmseg {
namespace {

using html::Figure;
using html::Page;
using html::Section;

std::string row_name(const Cohorts& cohorts, const Cohort& cohort) {
  return cohorts.grouped ? fmt::format("{} {}", cohort.group, cohort.name) : cohort.name;
}

std::string tip(const CohortReport& report, CohortFigure figure, const Cohort& cohort,
                std::size_t age) {
  const Cohorts& cohorts = report.cohorts;
  return fmt::format("{} in {}: {}", row_name(cohorts, cohort),
                     period_name(cohorts.unit, cohort.period + static_cast<PeriodNumber>(age)),
                     cohort_figure_text(figure, cohort.ages[age], cohort.customers));
}

/// A few characters, which fit a cell.
std::string cell_text(CohortFigure figure, double value) {
  return figure == CohortFigure::retention ? fmt::format("{:.0f}", 100 * value)
                                           : charts::short_number(value);
}

/// Age 0 is when all of a cohort buy; it would leave the others pale.
std::string heat_map(const CohortReport& report, CohortFigure figure, const std::string& title) {
  const Cohorts& cohorts = report.cohorts;
  const std::size_t first = figure == CohortFigure::value ? 0 : 1;
  charts::HeatMap map;
  map.row_name = fmt::format("first {}", to_string(cohorts.unit));
  map.column_name = fmt::format("{}s since the first purchase", to_string(cohorts.unit));
  for (std::size_t age = first; age < ages_shown(report); ++age) {
    map.columns.push_back(std::to_string(age));
  }
  for (const Cohort& cohort : cohorts.cohorts) {
    if (cohort.ages.size() <= first) continue;
    map.rows.push_back(row_name(cohorts, cohort));
    std::vector<charts::HeatCell>& cells = map.cells.emplace_back();
    for (std::size_t age = first; age < ages_shown(report); ++age) {
      // A period that is not complete would look like a fall.
      if (age >= cohort.ages.size() || cohorts.is_partial(cohort, age)) {
        cells.emplace_back();
        continue;
      }
      const double value = cohort_figure(figure, cohort.ages[age], cohort.customers);
      cells.push_back({value, cell_text(figure, value), tip(report, figure, cohort, age)});
    }
  }
  return charts::heat_map({title, figure_sentence(report, figure)}, map);
}

/// More lines cannot be told apart.
constexpr std::size_t kMostCurves = 12;

/// A curve per cohort, or of some of many, without periods that are not complete: they would look
/// like a fall.
std::string curves(const CohortReport& report, CohortFigure figure, const std::string& title) {
  const Cohorts& cohorts = report.cohorts;
  charts::LineChart chart;
  chart.x_name = fmt::format("{}s since the first purchase", to_string(cohorts.unit));
  chart.y_name = std::string(to_string(figure));
  chart.from_zero = true;
  if (figure == CohortFigure::retention) {
    chart.y_text = [](double value, double) { return fmt::format("{:.0f}%", value); };
  }
  const double factor = figure == CohortFigure::retention ? 100 : 1;
  const std::size_t first = figure == CohortFigure::value ? 0 : 1;
  const std::size_t step = (cohorts.cohorts.size() + kMostCurves - 1) / kMostCurves;
  for (std::size_t i = 0; i < cohorts.cohorts.size(); i += step) {
    const Cohort& cohort = cohorts.cohorts[i];
    charts::LineChart::Series series{
        row_name(cohorts, cohort), std::string(charts::palette(i / step)), {}};
    for (std::size_t age = first; age < std::min(cohort.ages.size(), ages_shown(report)); ++age) {
      if (cohorts.is_partial(cohort, age)) continue;
      series.marks.push_back({{static_cast<double>(age),
                               factor * cohort_figure(figure, cohort.ages[age], cohort.customers)},
                              tip(report, figure, cohort, age)});
    }
    if (!series.marks.empty()) chart.series.push_back(std::move(series));
  }
  if (chart.series.empty()) return {};
  return charts::line_chart({title, figure_sentence(report, figure)}, chart);
}

Figure figure_of(const CohortReport& report, CohortFigure figure, const std::string& title) {
  std::string reading = figure_sentence(report, figure);
  if (figure == CohortFigure::retention) reading = cohorts_sentence(report) + " " + reading;
  Figure result{title, std::move(reading), {}, cohort_triangle(report, figure), true};
  const bool has_later = report.cohorts.mean.size() > 1;
  if (has_later) result.charts.push_back({"All cohorts", heat_map(report, figure, title)});
  if (std::string lines = curves(report, figure, title + " by cohort"); !lines.empty()) {
    const std::size_t count = report.cohorts.cohorts.size();
    result.charts.push_back({count > kMostCurves
                                 ? fmt::format("A curve per cohort, of some of {}", count)
                                 : "A curve per cohort",
                             std::move(lines)});
  }
  return result;
}

}  // namespace

void write_html(const CohortReport& given, const HtmlOptions& options, std::ostream& out) {
  CohortReport report = given;
  constexpr std::size_t kMostAges = 60;  // as fit on a page
  report.most_ages = std::min(report.most_ages, kMostAges);
  const Cohorts& cohorts = report.cohorts;
  std::int64_t customers = 0;
  for (const Cohort& cohort : cohorts.cohorts) customers += cohort.customers;
  Page page{"Cohorts",
            options.source,
            {{"Customers", count_text(customers)},
             {"Cohorts", count_text(static_cast<std::int64_t>(cohorts.cohorts.size()))},
             {"As of", as_of_text(cohorts.as_of)}},
            {},
            cohort_notes(report)};
  Section section{"Who comes back", {}, {}};
  section.figures.push_back(figure_of(report, CohortFigure::retention, "Retention"));
  section.figures.push_back(figure_of(report, CohortFigure::value, "Value per customer"));
  page.sections.push_back(std::move(section));
  if (!options.command.empty()) {
    page.sections.push_back({"How it was computed", {}, {{"", options.command, {}}}});
  }
  render(page, out);
}

}  // namespace rfmseg
