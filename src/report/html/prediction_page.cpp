#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "report/charts/charts.hpp"
#include "report/charts/color.hpp"
#include "report/html/html_page.hpp"
#include "report/html/outlook_sections.hpp"
#include "report/number_text.hpp"
#include "report/people_dates.hpp"
#include "report/tables/prediction_tables.hpp"
#include "rfmseg/report/prediction_report.hpp"

namespace rfmseg {
namespace {

using html::Figure;
using html::Section;
using Marks = std::vector<charts::LineChart::Mark>;

/// A point per hundredth of the customers is what a chart shows.
constexpr std::size_t kMostPoints = 100;

/// Customers with the highest predictions so far, and what they did.
struct Top {
  double customers = 0;
  double positive = 0;  ///< of `actual`, or its sum
};

/// The first of the customers by prediction, from none to all; those with one prediction at once.
std::vector<Top> tops_of(const std::vector<double>& actual, const std::vector<double>& predicted) {
  std::vector<std::size_t> order(actual.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return predicted[i]; });
  const std::size_t step = std::max<std::size_t>(1, order.size() / kMostPoints);
  std::vector<Top> tops = {{}};
  Top top;
  for (std::size_t i = 0; i < order.size(); ++i) {
    ++top.customers;
    top.positive += actual[order[i]];
    const bool is_last = i + 1 == order.size();
    const bool is_tied = !is_last && predicted[order[i + 1]] == predicted[order[i]];
    const bool is_due = top.customers - tops.back().customers >= static_cast<double>(step);
    if (is_last || (!is_tied && is_due)) tops.push_back(top);
  }
  return tops;
}

std::string percent(double share) {
  return percent_text(share, 1);
}

/// A line from (0, 0) to (1, 1).
charts::LineChart::Series diagonal(const std::string& name) {
  return {name, std::string(charts::palette(1)), {{{0, 0}, name}, {{1, 1}, name}}};
}

Figure line_figure(const std::string& title, const std::string& reading, charts::LineChart chart,
                   Table data) {
  chart.from_zero = true;
  chart.marks_shown = false;
  return {
      title, reading, {{"", charts::line_chart({title, reading}, chart)}}, std::move(data), false};
}

Figure roc_figure(const Contest& contest) {
  const ModelTrial& model = contest.models[contest.chosen];
  const std::vector<Top> tops = tops_of(contest.actual, model.predicted);
  const Top all = tops.back();
  charts::LineChart chart;
  chart.x_name = "share of those who stayed away";
  chart.y_name = "share of those who came back";
  Table data{.columns = {{"Stayed away", Align::right, true}, {"Came back", Align::right, true}},
             .rows = {}};
  Marks marks;
  for (const Top& top : tops) {
    const double back = top.positive / all.positive;
    const double away = (top.customers - top.positive) / (all.customers - all.positive);
    marks.push_back(
        {{away, back},
         fmt::format("{} of those who came back, {} of the others", percent(back), percent(away))});
    data.rows.push_back({{percent(away), percent(back)}});
  }
  chart.series = {{model.title, std::string(charts::palette(0)), std::move(marks)},
                  diagonal("by chance")};
  const double area = model.measures.front().value;
  return line_figure(
      "How well customers are ranked",
      fmt::format(
          "Of two customers, one of whom came back, {} gives that one the higher probability in {} "
          "of all cases (ROC AUC, within folds). The line combines all folds.",
          model.title, percent(area)),
      std::move(chart), std::move(data));
}

Figure gains_figure(const Contest& contest) {
  const bool returns = contest.target == PredictionTarget::returns;
  const ModelTrial& model = contest.models[contest.chosen];
  const std::vector<Top> tops = tops_of(contest.actual, model.predicted);
  const Top all = tops.back();
  const std::string whose = returns ? "of those who came back" : "of the spend";
  charts::LineChart chart;
  chart.x_name = "share of the customers, highest prediction first";
  chart.y_name = "share " + whose;
  Table data{.columns = {{"Customers", Align::right, true},
                         {"Share " + whose, Align::right, true},
                         {"Lift"}},
             .rows = {}};
  Marks marks;
  double top_fifth = 0;
  for (const Top& top : tops) {
    const double customers = top.customers / all.customers;
    const double share = all.positive != 0 ? top.positive / all.positive : 0;
    if (customers <= 0.2) top_fifth = share;
    marks.push_back(
        {{customers, share},
         fmt::format("{} of the customers: {} {}", percent(customers), percent(share), whose)});
    data.rows.push_back({{percent(customers), percent(share),
                          customers > 0 ? fmt::format("{:.2f}x", share / customers) : "-"}});
  }
  chart.series = {{model.title, std::string(charts::palette(0)), std::move(marks)},
                  diagonal("by chance")};
  return line_figure("What the highest predictions bring",
                     fmt::format("The fifth of the customers with the highest predictions makes {} "
                                 "{}.",
                                 percent(top_fifth), whose),
                     std::move(chart), std::move(data));
}

Figure calibration_figure(const Contest& contest) {
  charts::LineChart chart;
  chart.x_name = "predicted probability";
  chart.y_name = "share that came back";
  Marks marks;
  for (const CalibrationBin& bin : contest.calibration) {
    marks.push_back(
        {{bin.predicted, bin.actual.value},
         fmt::format("{}: {} predicted, {} came back", counted(bin.customers, "customer"),
                     percent(bin.predicted), percent(bin.actual.value))});
  }
  chart.series = {
      {contest.models[contest.chosen].title, std::string(charts::palette(0)), std::move(marks)},
      diagonal("as predicted")};
  return line_figure(
      "Calibration of the probabilities",
      "Customers in tenths by their predicted probabilities. On the diagonal as many "
      "come back as were predicted.",
      std::move(chart), people_table(calibration_table(contest)));
}

/// The weights of lasso regression, those of the features with the largest ones.
Figure lasso_figure(const Contest& contest) {
  constexpr std::size_t kMostLines = 8;
  const LassoPath& path = contest.lasso;
  std::vector<std::size_t> order(path.weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto size = [&](std::size_t f) { return std::abs(path.weights[f].back()); };
  std::ranges::stable_sort(order, std::greater{}, size);
  order.resize(std::min(order.size(), kMostLines));
  charts::LineChart chart;
  chart.x_name = "penalty, as a power of ten of the largest one";
  chart.y_name = "weight of a standard deviation";
  chart.marks_shown = false;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::string& name = contest.features[order[i]];
    Marks marks;
    for (std::size_t step = path.shares.size(); step-- > 0;) {
      const double weight = path.weights[order[i]][step];
      marks.push_back({{std::log10(path.shares[step]), weight},
                       fmt::format("{}: {} at {:.3g} of the largest penalty", name,
                                   mean_text(weight, 2), path.shares[step])});
    }
    chart.series.push_back({name, std::string(charts::palette(i)), std::move(marks)});
  }
  const std::string title = "Features of lasso regression";
  const std::string reading = fmt::format(
      "From right to left the penalty falls and features are added, those with most information "
      "about "
      "spend first. {} has the largest weight in the end.",
      contest.features[order.front()]);
  return {title,
          reading,
          {{"", charts::line_chart({title, reading}, chart)}},
          people_table(lasso_table(contest)),
          true};
}

Figure tree_figure(const Contest& contest) {
  charts::TreeChart chart;
  for (const TreeNode& node : contest.tree) {
    const double share = static_cast<double>(node.returned) / static_cast<double>(node.customers);
    const std::string who = node.depth == 0 ? "all customers" : node.branch;
    chart.nodes.push_back({node.depth, who, share, percent(share),
                           fmt::format("{}: {} of {} came back", who, count_text(node.returned),
                                       counted(node.customers, "customer"))});
  }
  const std::string title = "The decision tree";
  const std::string reading =
      "Each line splits the customers of the line above it; the share that came back is on the "
      "right.";
  return {title,
          reading,
          {{"", charts::tree_chart({title, reading}, chart)}},
          people_table(tree_table(contest)),
          false};
}

Section contest_section(const Contest& contest) {
  const bool returns = contest.target == PredictionTarget::returns;
  Section section{returns ? "Who comes back" : "What customers spend", {}, {}};
  section.anchor = returns ? "Predictions" : "Spend";
  if (returns) section.figures.push_back(roc_figure(contest));
  section.figures.push_back(gains_figure(contest));
  if (returns) {
    section.figures.push_back(calibration_figure(contest));
    section.figures.push_back(tree_figure(contest));
  }
  if (!returns) section.figures.push_back(lasso_figure(contest));
  section.headline = winner_sentence(contest);
  section.tables.push_back(
      {"Models", missing_sentence(contest), people_table(contest_table(contest))});
  if (!contest.importance.empty()) {
    section.tables.push_back({"Most important features",
                              "What is lost when the values of a feature are shuffled.",
                              people_table(importance_table(contest))});
  }
  if (returns) {
    section.tables.push_back({"Hits and misses", "With a probability of 1/2 as the limit.",
                              people_table(confusion_table(contest.confusion))});
  }
  return section;
}

}  // namespace

namespace html {

std::vector<Section> prediction_sections(const PredictionReport& report) {
  std::vector<Section> sections;
  for (std::size_t i = 0; i < report.contests.size(); ++i) {
    Section& section = sections.emplace_back(contest_section(report.contests[i]));
    section.headline += " " + prediction_sentence(report.model, report.predictions, i);
  }
  sections.back().notes.push_back(sample_sentence(report.contests.front()));
  return sections;
}

}  // namespace html

void write_html(const PredictionReport& report, const HtmlOptions& options, std::ostream& out) {
  const Contest& first = report.contests.front();
  html::render({html::page_title(options, "Predictions"),
                options.source,
                {{"Customers at the split", count_text(first.customers)},
                 {"Came back", percent_text(static_cast<double>(first.returned),
                                            static_cast<double>(first.customers))},
                 {"Split", people_date(first.split)},
                 {"Until", people_date(first.end)}},
                html::prediction_sections(report),
                {},
                options.command},
               out);
}

}  // namespace rfmseg
