#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/charts/charts.hpp"
#include "report/charts/color.hpp"
#include "report/html/outlook_sections.hpp"
#include "report/number_text.hpp"
#include "report/people_dates.hpp"
#include "report/tables/cohort_tables.hpp"
#include "rfmseg/report/cohort_report.hpp"
#include "rounded.hpp"

namespace rfmseg {
namespace {

using html::Figure;

/// A long group is cut at its end, and the period is not.
std::string row_name(const Cohorts& cohorts, const Cohort& cohort) {
  const std::string period = people_date(cohort.name);
  return cohorts.grouped ? fmt::format("{}, {}", period, cohort.group) : period;
}

std::string tip(const CohortReport& report, CohortFigure figure, const Cohort& cohort,
                std::size_t age) {
  const Cohorts& cohorts = report.cohorts;
  return fmt::format(
      "{} in {}: {}", row_name(cohorts, cohort),
      people_date(period_name(cohorts.unit, cohort.period + static_cast<PeriodNumber>(age))),
      cohort_figure_text(figure, cohort.ages[age], cohort.customers));
}

/// A few characters, which fit a cell.
std::string cell_text(CohortFigure figure, double value) {
  return figure == CohortFigure::retention ? rounded_text(100 * value, 0)
                                           : charts::short_number(value);
}

/// Age 0 is when all of a cohort buy; it would leave the others pale.
std::size_t first_age(CohortFigure figure) {
  return figure == CohortFigure::value ? 0 : 1;
}

/// The ages of a cohort in charts: one that is not complete would look like a fall.
std::vector<std::size_t> charted_ages(const CohortReport& report, CohortFigure figure,
                                      const Cohort& cohort) {
  std::vector<std::size_t> ages;
  const std::size_t end = std::min(cohort.ages.size(), ages_shown(report));
  for (std::size_t age = first_age(figure); age < end; ++age) {
    if (!report.cohorts.is_partial(cohort, age)) ages.push_back(age);
  }
  return ages;
}

/// Those that are in charts, in their order.
std::vector<const Cohort*> charted_cohorts(const CohortReport& report, CohortFigure figure) {
  std::vector<const Cohort*> charted;
  for (const Cohort& cohort : report.cohorts.cohorts) {
    if (!charted_ages(report, figure, cohort).empty()) charted.push_back(&cohort);
  }
  return charted;
}

std::string heat_map(const CohortReport& report, CohortFigure figure, const std::string& title,
                     const std::vector<const Cohort*>& charted) {
  const Cohorts& cohorts = report.cohorts;
  charts::HeatMap map;
  map.row_name = fmt::format("first {}", to_string(cohorts.unit));
  map.column_name = fmt::format("{}s since the first purchase", to_string(cohorts.unit));
  std::size_t columns = 0;
  for (const Cohort* cohort : charted) {
    map.rows.push_back(row_name(cohorts, *cohort));
    std::vector<charts::HeatCell>& cells = map.cells.emplace_back();
    for (const std::size_t age : charted_ages(report, figure, *cohort)) {
      const double value = cohort_figure(figure, cohort->ages[age], cohort->customers);
      cells.resize(age - first_age(figure));  // an age that is not complete leaves a gap
      cells.push_back({value, cell_text(figure, value), tip(report, figure, *cohort, age)});
    }
    columns = std::max(columns, cells.size());
  }
  for (auto& cells : map.cells) cells.resize(columns);
  for (std::size_t i = 0; i < columns; ++i) {
    map.columns.push_back(std::to_string(first_age(figure) + i));
  }
  return charts::heat_map({title, figure_sentence(report, figure)}, map);
}

/// The cohorts of the groups with most customers, as many whole groups as have no more than this
/// many rows, but at least one; in their order. Without groups all.
constexpr std::size_t kMostRows = 60;
std::vector<const Cohort*> of_largest_groups(const std::vector<const Cohort*>& cohorts) {
  if (cohorts.size() <= kMostRows) return cohorts;
  struct Group {
    std::string_view name;
    std::int64_t customers = 0;
    std::size_t rows = 0;
  };
  std::map<std::string_view, Group> by_name;
  for (const Cohort* cohort : cohorts) {
    Group& group = by_name[cohort->group];
    group.name = cohort->group;
    group.customers += cohort->customers;
    ++group.rows;
  }
  std::vector<Group> groups;
  for (const auto& [name, group] : by_name) groups.push_back(group);
  std::ranges::stable_sort(groups, std::greater{}, &Group::customers);
  std::set<std::string_view> shown = {groups.front().name};
  std::size_t rows = groups.front().rows;
  for (std::size_t i = 1; i < groups.size() && rows + groups[i].rows <= kMostRows; ++i) {
    rows += groups[i].rows;
    shown.insert(groups[i].name);
  }
  std::vector<const Cohort*> kept;
  std::ranges::copy_if(cohorts, std::back_inserter(kept),
                       [&](const Cohort* cohort) { return shown.contains(cohort->group); });
  return kept;
}

std::size_t groups_of(const std::vector<const Cohort*>& cohorts) {
  std::set<std::string_view> groups;
  for (const Cohort* cohort : cohorts) groups.insert(cohort->group);
  return groups.size();
}

std::string heat_map_caption(CohortFigure figure, std::size_t shown, std::size_t groups) {
  std::string text = "All cohorts";
  if (shown < groups) {
    text = shown == 1 ? fmt::format("The largest of {} groups", groups)
                      : fmt::format("The {} largest of {} groups", shown, groups);
  }
  if (figure == CohortFigure::retention) text += ", in %";
  if (shown < groups) text += "; the figures below and CSV have all";
  return text;
}

/// As many as there are colours.
constexpr std::size_t kMostCurves = 12;

/// Those with most customers, in their order.
std::vector<const Cohort*> largest(std::vector<const Cohort*> cohorts) {
  if (cohorts.size() <= kMostCurves) return cohorts;
  std::ranges::stable_sort(cohorts, std::greater{}, &Cohort::customers);
  cohorts.resize(kMostCurves);
  std::ranges::sort(cohorts);  // pointers into one vector
  return cohorts;
}

std::string curves(const CohortReport& report, CohortFigure figure, const std::string& title,
                   const std::vector<const Cohort*>& charted) {
  const Cohorts& cohorts = report.cohorts;
  charts::LineChart chart;
  chart.x_name = fmt::format("{}s since the first purchase", to_string(cohorts.unit));
  chart.y_name = std::string(to_string(figure));
  chart.from_zero = true;
  if (figure == CohortFigure::retention) {
    chart.y_text = [](double value, double) { return fmt::format("{:.0f}%", value); };
  }
  chart.x_text = [](double age, double step) {
    return std::abs(age - std::round(age)) < 1e-9 ? charts::short_number(age, step) : "";
  };
  const double factor = figure == CohortFigure::retention ? 100 : 1;
  for (const Cohort* cohort : charted) {
    charts::LineChart::Series series{
        row_name(cohorts, *cohort), std::string(charts::palette(chart.series.size())), {}};
    for (const std::size_t age : charted_ages(report, figure, *cohort)) {
      series.marks.push_back(
          {{static_cast<double>(age),
            factor * cohort_figure(figure, cohort->ages[age], cohort->customers)},
           tip(report, figure, *cohort, age)});
    }
    chart.series.push_back(std::move(series));
  }
  return charts::line_chart({title, figure_sentence(report, figure)}, chart);
}

Figure figure_of(const CohortReport& report, CohortFigure figure, const std::string& title) {
  Figure result{title,
                figure_sentence(report, figure),
                {},
                people_dates_in(cohort_triangle(report, figure)),
                true};
  const std::vector<const Cohort*> charted = charted_cohorts(report, figure);
  if (charted.empty()) return result;
  const std::vector<const Cohort*> mapped = of_largest_groups(charted);
  result.charts.push_back({heat_map_caption(figure, groups_of(mapped), groups_of(charted)),
                           heat_map(report, figure, title, mapped)});
  result.charts.push_back({charted.size() > kMostCurves
                               ? fmt::format("The {} largest cohorts", kMostCurves)
                               : "A curve per cohort",
                           curves(report, figure, title + " by cohort", largest(charted))});
  return result;
}

/// Not more ages than fit a page.
CohortReport shortened(CohortReport report) {
  constexpr std::size_t kMostAges = 60;
  report.most_ages = std::min(report.most_ages, kMostAges);
  return report;
}

}  // namespace

namespace html {

Section cohort_section(const CohortReport& given) {
  const CohortReport report = shortened(given);
  Section section{"Who comes back", {}, {}};
  section.anchor = "Cohorts";
  section.figures.push_back(figure_of(report, CohortFigure::retention, "Retention"));
  section.figures.push_back(figure_of(report, CohortFigure::value, "Value per customer"));
  section.headline = cohorts_sentence(report);
  section.notes = cohort_notes(report);
  return section;
}

}  // namespace html

void write_html(const CohortReport& report, const HtmlOptions& options, std::ostream& out) {
  const Cohorts& cohorts = report.cohorts;
  std::int64_t customers = 0;
  for (const Cohort& cohort : cohorts.cohorts) customers += cohort.customers;
  html::render({html::page_title(options, "Cohorts"),
                options.source,
                {{"Customers", count_text(customers)},
                 {"Cohorts", count_text(static_cast<std::int64_t>(cohorts.cohorts.size()))},
                 {"As of", people_date(cohorts.as_of)}},
                {html::cohort_section(report)},
                {},
                options.command},
               out);
}

}  // namespace rfmseg
