#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "report/charts/charts.hpp"
#include "report/charts/color.hpp"
#include "report/html/outlook_sections.hpp"
#include "report/number_text.hpp"
#include "report/people_dates.hpp"
#include "report/tables/lifetime_tables.hpp"
#include "rfmseg/report/lifetime_report.hpp"

namespace rfmseg {
namespace {

using html::Figure;
using html::Section;
using Series = charts::LineChart::Series;

constexpr const char* kActual = "actual";
constexpr const char* kExpected = "expected";

std::string tracking_sentence(const Lifetimes& lifetimes) {
  const TrackedWeek& last = lifetimes.tracking.back();
  std::string text =
      fmt::format("Until {} customers made {}; the model expects {}.", people_date(last.last),
                  counted(last.actual, "repeat purchase"), mean_text(last.expected, 0));
  if (lifetimes.trial) text += " The line is where the holdout begins.";
  return text;
}

Figure tracking_figure(const Lifetimes& lifetimes) {
  charts::LineChart chart;
  chart.x_name = "weeks since the first purchase of all";
  chart.y_name = "repeat purchases until then";
  chart.from_zero = true;
  chart.marks_shown = false;
  Series actual{kActual, std::string(charts::palette(0)), {}};
  Series expected{kExpected, std::string(charts::palette(1)), {}};
  for (const TrackedWeek& one : lifetimes.tracking) {
    const auto x = static_cast<double>(one.week);
    const std::string when = fmt::format("Week {}, to {}", one.week, people_date(one.last));
    actual.marks.push_back({{x, static_cast<double>(one.actual)},
                            fmt::format("{}: {}", when, count_text(one.actual))});
    expected.marks.push_back(
        {{x, one.expected}, fmt::format("{}: {} expected", when, mean_text(one.expected, 0))});
    if (one.holdout && !chart.highlighted_x) chart.highlighted_x = x;
  }
  chart.series = {std::move(actual), std::move(expected)};
  const std::string title = "Repeat purchases by week";
  const std::string reading = tracking_sentence(lifetimes);
  return {title,
          reading,
          {{"", charts::line_chart({title, reading}, chart)}},
          people_dates_in(people_table(tracking_table(lifetimes.tracking))),
          true};
}

Figure holdout_figure(const LifetimeReport& report) {
  const HoldoutTrial& trial = *report.judged()->trial;
  charts::LineChart chart;
  chart.x_name = "repeat purchases before";
  chart.y_name = "purchases per customer after";
  chart.from_zero = true;
  Series actual{kActual, std::string(charts::palette(0)), {}};
  Series expected{kExpected, std::string(charts::palette(1)), {}};
  for (const HoldoutGroup& group : trial.groups) {
    const auto x = static_cast<double>(chart.categories.size());
    const bool open = group.repeats == HoldoutTrial::kMostRepeats;
    chart.categories.push_back(fmt::format("{}{}", group.repeats, open ? "+" : ""));
    const auto customers = static_cast<double>(group.customers);
    const double made = static_cast<double>(group.actual) / customers;
    const double foreseen = group.expected / customers;
    const std::string whose =
        fmt::format("{}: {}", chart.categories.back(), counted(group.customers, "customer"));
    actual.marks.push_back({{x, made}, fmt::format("{}, {:.3f} each", whose, made)});
    expected.marks.push_back(
        {{x, foreseen}, fmt::format("{}, {:.3f} each expected", whose, foreseen)});
  }
  chart.series = {std::move(actual), std::move(expected)};
  const std::string title = "Predicted and actual purchases";
  const std::string reading = people_dates_in(trial_sentence(report));
  return {title,
          reading,
          {{"", charts::line_chart({title, reading}, chart)}},
          people_table(holdout_table(trial)),
          true};
}

/// Customers by the probability of being alive, in tenths.
Figure alive_figure(const Lifetimes& lifetimes, double alive) {
  constexpr std::size_t kBins = 10;
  std::array<std::int64_t, kBins> counts{};
  for (std::size_t i = 0; i < lifetimes.forecast.alive.size(); ++i) {
    const auto bin = static_cast<std::size_t>(lifetimes.forecast.alive[i] * kBins);
    counts[std::min(bin, kBins - 1)] += lifetimes.histories.weight[i];
  }
  charts::Histogram chart;
  chart.value_name = "probability of being alive";
  chart.count_name = "customers";
  Table data{.columns = {{"P(alive)", Align::left}, {"Customers"}}, .rows = {}};
  for (std::size_t i = 0; i < kBins; ++i) {
    const double from = static_cast<double>(i) / kBins;
    const double to = static_cast<double>(i + 1) / kBins;
    const std::string range = fmt::format("{:.1f} to {:.1f}", from, to);
    chart.bins.push_back({from, to, static_cast<double>(counts[i]),
                          fmt::format("{}: {}", range, counted(counts[i], "customer"))});
    data.rows.push_back({{range, count_text(counts[i])}});
  }
  const std::string title = "Who is still a customer";
  const std::string reading =
      fmt::format("Of {}, {} are expected to still be customers.",
                  counted(lifetimes.repeats.customers, "customer"), mean_text(alive, 0));
  return {
      title, reading, {{"", charts::histogram({title, reading}, chart)}}, std::move(data), false};
}

}  // namespace

namespace html {

std::vector<Section> lifetime_sections(const LifetimeReport& report) {
  const Lifetimes& lifetimes = report.lifetimes;
  const std::vector<LifetimeTotals> totals = lifetime_totals(report);
  const LifetimeTotals& all = totals.back();
  const Lifetimes* const judged = report.judged();
  Section section{"What customers will do", {}, {}};
  section.anchor = "Lifetimes";
  section.headline = lifetime_sentence(report, all);
  if (!lifetimes.tracking.empty()) section.figures.push_back(tracking_figure(lifetimes));
  if (judged != nullptr) section.figures.push_back(holdout_figure(report));
  if (all.alive) section.figures.push_back(alive_figure(lifetimes, *all.alive));
  section.tables.push_back({"Expected of each segment", "", people_table(totals_table(totals))});
  if (lifetimes.histories.of_table) {
    section.headline += " " + table_sentence(lifetimes.histories);
  } else {
    section.tables.push_back({"Time between purchases", return_sentence(lifetimes.histories),
                              people_table(return_time_table(lifetimes.histories))});
  }
  if (judged != nullptr) {
    section.tables.push_back({"Predictions without a model",
                              "How far predictions were from each customer's purchases.",
                              people_table(prediction_table(*judged->trial))});
  }
  Section models{"Models", {}, {}};
  models.anchor = "Models";
  models.tables.push_back({"Repeat buying", repeats_sentence(lifetimes.repeats),
                           people_table(parameter_table(lifetimes.repeats))});
  models.tables.push_back(
      {"Spend", spend_sentence(lifetimes),
       lifetimes.spend ? people_table(parameter_table(*lifetimes.spend)) : Table{}});
  return {std::move(section), std::move(models)};
}

}  // namespace html

void write_html(const LifetimeReport& report, const HtmlOptions& options, std::ostream& out) {
  const Lifetimes& lifetimes = report.lifetimes;
  const LifetimeTotals all = lifetime_totals(report).back();
  std::vector<html::Card> cards = {
      {"Customers", count_text(all.customers)},
      {fmt::format("Purchases in {}", horizon_text(lifetimes)), mean_text(all.purchases, 0)},
      {"From", people_date(lifetimes.histories.end)}};
  if (all.alive) cards.insert(cards.begin() + 1, {"Alive", mean_text(*all.alive, 0)});
  html::render({html::page_title(options, "Repeat buying"),
                options.source,
                std::move(cards),
                html::lifetime_sections(report),
                {},
                options.command},
               out);
}

}  // namespace rfmseg
