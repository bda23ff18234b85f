#include <fmt/core.h>

#include "report/charts/charts.hpp"
#include "report/charts/color.hpp"
#include "report/html/outlook_sections.hpp"
#include "report/number_text.hpp"
#include "report/people_dates.hpp"
#include "report/tables/validation_tables.hpp"
#include "rfmseg/report/validation_report.hpp"

namespace rfmseg {
namespace {

using html::Figure;

/// The share that came back, with its interval, of each of the groups.
Figure came_back(const Validation& trial, const std::vector<TrialGroup>& groups,
                 const std::string& title, const std::string& column, const std::string& reading) {
  constexpr std::size_t kMore = 2;  // of the palette
  constexpr std::size_t kLess = 4;
  constexpr std::size_t kOpen = 0;
  charts::IntervalChart chart;
  chart.value_name = "came back, in %";
  chart.reference = 100 * trial.all.share.value;
  for (const TrialGroup& group : groups) {
    const int verdict = group.verdict;
    const std::size_t color = verdict > 0 ? kMore : verdict < 0 ? kLess : kOpen;
    chart.rows.push_back(
        {group.name, std::string(charts::palette(color)), 100 * group.share.value,
         100 * group.share.low, 100 * group.share.high,
         fmt::format("{}: {} of {} came back, {} ({})", group.name, count_text(group.returned),
                     counted(group.customers, "customer"), percent_text(group.share.value, 1),
                     share_range(group.share))});
  }
  const std::string description = (reading.empty() ? "" : reading + " ") +
                                  "Bars are 95% intervals; the line is the average of all.";
  return {title,
          description,
          {{"", charts::interval_chart({title, description}, chart)}},
          people_table(trial_table(trial, groups, column)),
          true};
}

}  // namespace

namespace html {

Section trial_section(const Validation& trial) {
  Section section{"Segments on trial", {}, {}};
  section.anchor = "Trial";
  section.headline = trial_sentence(trial);
  section.figures.push_back(came_back(trial, trial.segments, "Segments", "Segment", ""));
  section.figures.push_back(
      came_back(trial, trial.clusters, "Clusters", "Cluster", verdict_sentence(trial.clusters)));
  section.figures.push_back(
      came_back(trial, trial.tiers, "Value tiers", "Value tier", verdict_sentence(trial.tiers)));
  section.tables.push_back({"Which measure predicted best", measures_sentence(trial),
                            people_table(measure_trial_table(trial))});
  return section;
}

}  // namespace html

void write_html(const Validation& trial, const HtmlOptions& options, std::ostream& out) {
  html::render({html::page_title(options, "Segments on trial"),
                options.source,
                {{"Customers", count_text(trial.all.customers)},
                 {"Came back", percent_text(trial.all.share.value, 1)},
                 {"Split", people_date(trial.split)},
                 {"Until", people_date(trial.end)}},
                {html::trial_section(trial)},
                {},
                options.command},
               out);
}

}  // namespace rfmseg
