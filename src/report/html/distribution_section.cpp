#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "report/charts/charts.hpp"
#include "report/figures/bins.hpp"
#include "report/html/sections.hpp"
#include "report/number_text.hpp"
#include "rfm/scoring.hpp"

namespace rfmseg::html {
namespace {

using Kind = charts::Scale::Kind;

constexpr int kBins = 30;

/// One metric's values and what is known of them.
struct Metric {
  std::string name;  ///< `recency`
  std::string unit;  ///< of the axis: `days since the last purchase`
  std::string has;   ///< what customers with at most a value have, with {} for it
  Kind kind;
  const MetricProfile& profile;
  const MetricScores& scores;
  std::vector<Amount> values;
  bool whole_numbers = true;
};

/// Where one score ends and the next begins. Of ranks nothing: equal values have several scores.
std::vector<Quantile> cut_points(const Metric& metric) {
  if (metric.scores.scoring.method == ScoreMethod::rank) return {};
  std::vector<Quantile> cuts = metric.scores.edges;
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  return cuts;
}

/// Where the line of a cut is: that of whole numbers, each of which has a column to where the next
/// one begins, is at the first number beyond the cut.
double line_at(const Metric& metric, const Quantile& cut) {
  const double at = cut.to_double();
  if (!metric.whole_numbers) return at;
  return metric.scores.scoring.closed == ClosedSide::left ? std::ceil(at) : std::floor(at) + 1;
}

std::string value_text(const Metric& metric, const Quantile& value) {
  return metric.whole_numbers ? number_text(value) : money_text(value);
}

std::string bin_text(const Metric& metric, double from, double to) {
  if (!metric.whole_numbers) {
    return fmt::format("{} to {}", mean_text(from, 2), mean_text(to, 2));
  }
  if (to - from <= 1) return mean_text(from, 0);
  return fmt::format("{} to {}", mean_text(from, 0), mean_text(to - 1, 0));
}

Figure figure(const Metric& metric, bool with_cuts) {
  const figures::Bins bins =
      figures::make_bins(metric.values, kBins, metric.whole_numbers, metric.kind);
  const std::vector<std::int64_t> counts = figures::count_in(bins, metric.values);

  charts::Histogram histogram{metric.unit, "customers", bins.kind, {}, {}};
  Table table{{{metric.unit, Align::left}, {"Customers"}}, {}};
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const double from = bins.edges[i];
    const double to = bins.edges[i + 1];
    const std::string range = bin_text(metric, from, to);
    histogram.bins.push_back({from, to, static_cast<double>(counts[i]),
                              fmt::format("{}: {}", range, counted(counts[i], "customer"))});
    if (counts[i] > 0) table.rows.push_back({{range, count_text(counts[i])}});
  }
  if (with_cuts) {
    for (const Quantile& cut : cut_points(metric)) {
      histogram.cuts.push_back(
          {line_at(metric, cut), fmt::format("cut at {}", value_text(metric, cut))});
    }
  }
  const FiveNumbers& spread = metric.profile.spread;
  std::string reading = fmt::format(
      "Half of the customers {}; the middle half lies between {} and {}.",
      fmt::format(fmt::runtime(metric.has), value_text(metric, spread.median)),
      value_text(metric, spread.lower_quartile), value_text(metric, spread.upper_quartile));
  if (!histogram.cuts.empty()) reading += " The lines are the cut points between scores.";
  if (metric.scores.scoring.method == ScoreMethod::rank) {
    reading += " Scores go by rank, so that equal values can have different scores.";
  }
  if (bins.kind == Kind::log) reading += " The axis is logarithmic.";
  std::string title = metric.name;
  title.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(title.front())));
  return {title,
          std::move(reading),
          {{title, charts::histogram({fmt::format("Distribution of {}", metric.name),
                                      fmt::format("Customers by {}", metric.unit)},
                                     histogram)}},
          std::move(table)};
}

}  // namespace

Section distribution_section(const Analysis& analysis) {
  const Scores& scores = analysis.segmentation.scores;
  const MetricDefinitions& metrics = analysis.segmentation.scheme.metrics;
  const bool measured = analysis.transactions.has_value();
  const bool mean = metrics.monetary == MonetaryMeasure::mean;
  // Each group has its own cut points.
  const bool with_cuts = analysis.segmentation.groups.empty();
  const std::string frequency = measured ? fmt::format("{}{}", metrics.minus_first ? "repeat " : "",
                                                       to_string(metrics.frequency))
                                         : "frequency";
  Section section{"Distributions", {}, {}};
  section.figures.push_back(
      figure({"recency", "days since the last purchase", "last bought within {} days", Kind::linear,
              analysis.recency, scores.recency, recency_values(analysis.table)},
             with_cuts));
  section.figures.push_back(
      figure({"frequency", frequency, "have a frequency of {} or less", Kind::log,
              analysis.frequency, scores.frequency, frequency_values(analysis.table)},
             with_cuts));
  section.figures.push_back(
      figure({"monetary", mean ? "mean spend" : "spend",
              mean ? "have a mean spend of {} or less" : "have a spend of {} or less", Kind::log,
              analysis.monetary, scores.monetary, monetary_values(analysis.table), false},
             with_cuts));
  return section;
}

}  // namespace rfmseg::html
