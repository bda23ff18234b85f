#include <fmt/core.h>

#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "report/charts/charts.hpp"
#include "report/charts/color.hpp"
#include "report/html/sections.hpp"
#include "report/number_text.hpp"
#include "rfmseg/report/k_choice_report.hpp"

namespace rfmseg::html {
namespace {

/// Between whole numbers there is no k.
std::string whole_tick(double k, double /*step*/) {
  return k == std::round(k) ? fmt::format("{:.0f}", k) : "";
}

/// A line of one figure over the numbers of clusters.
charts::LineChart line(const KChoice& choice, std::string name,
                       std::optional<double> (*value)(const KCandidate&)) {
  charts::LineChart chart;
  chart.y_name = name;
  auto& series = chart.series.emplace_back();
  series.name = name;
  series.color = charts::palette(0);
  for (const KCandidate& candidate : choice.candidates) {
    const std::optional<double> figure = value(candidate);
    if (!figure) continue;
    chart.series.front().marks.push_back(
        {{static_cast<double>(candidate.k), *figure},
         fmt::format("k = {}: {} {}", candidate.k, name, mean_text(*figure, 4))});
  }
  chart.x_name = "clusters (k)";
  chart.x_text = whole_tick;
  chart.highlighted_x = choice.k;
  return chart;
}

}  // namespace

Section k_choice_section(const Analysis& analysis, const HtmlOptions& options) {
  Section section{"Number of clusters", {}, {}};
  if (!analysis.clustering.choice) return section;
  const KChoice& choice = *analysis.clustering.choice;
  const Document described = describe(choice, options.setting_names);
  Figure figure{"How many clusters",
                std::get<Paragraph>(described.front()).text,
                {},
                std::get<Table>(described.back())};
  const charts::LineChart elbow =
      line(choice, "inertia", [](const KCandidate& c) { return std::optional(c.quality.inertia); });
  const charts::LineChart silhouette =
      line(choice, "silhouette", [](const KCandidate& c) { return c.quality.silhouette; });
  figure.charts.push_back(
      {"Inertia", charts::line_chart({"Inertia by number of clusters",
                                      "Inertia falls with k; the elbow is where the line bends"},
                                     elbow)});
  if (!silhouette.series.front().marks.empty()) {
    figure.charts.push_back(
        {"Silhouette", charts::line_chart({"Silhouette by number of clusters",
                                           "Higher is better; the vertical line is at the k that "
                                           "was chosen"},
                                          silhouette)});
  }
  figure.wide = true;
  section.figures.push_back(std::move(figure));
  return section;
}

}  // namespace rfmseg::html
