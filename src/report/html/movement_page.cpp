#include <fmt/core.h>

#include <functional>
#include <map>
#include <utility>

#include "report/charts/charts.hpp"
#include "report/charts/color.hpp"
#include "report/html/html_page.hpp"
#include "report/movement_sections.hpp"
#include "report/number_text.hpp"
#include "report/tables/movement_tables.hpp"
#include "rfmseg/report/movement_report.hpp"

namespace rfmseg {
namespace {

using charts::FlowChart;
using html::Figure;
using html::Page;
using html::Section;

constexpr std::string_view kNobodysColor = "#bbbbbb";

std::string color_of(std::size_t segment) {
  return std::string(segment == kNoSegment ? kNobodysColor : charts::palette(segment));
}

/// What a chart of flows is about: customers, or what they are worth.
struct Quantity {
  std::string title, reading;
  std::function<double(const Transition&)> value;
  std::function<std::string(double)> text;             ///< beside a label
  std::function<std::string(const Transition&)> cell;  ///< in full
};

/// The nodes of both sides grow from the transitions, so that flows sum to their nodes.
class FlowChartMaker {
 public:
  FlowChartMaker(const Movement& movement, const Quantity& quantity)
      : movement_(movement), quantity_(quantity) {}

  [[nodiscard]] FlowChart make() {
    for (const Transition& transition : movement_.transitions) {
      if (quantity_.value(transition) <= 0) continue;
      from_[transition.from] += quantity_.value(transition);
      to_[transition.to] += quantity_.value(transition);
    }
    FlowChart chart;
    const auto left = add_nodes(from_, chart.left, &Movement::from_name);
    const auto right = add_nodes(to_, chart.right, &Movement::to_name);
    for (const Transition& transition : movement_.transitions) {
      if (quantity_.value(transition) <= 0) continue;
      chart.flows.push_back(
          {left.at(transition.from), right.at(transition.to), quantity_.value(transition),
           fmt::format("{} to {}: {}", movement_.from_name(transition.from),
                       movement_.to_name(transition.to), quantity_.cell(transition))});
    }
    return chart;
  }

 private:
  using Sums = std::map<std::size_t, double>;
  using Name = const std::string& (Movement::*)(std::size_t) const;

  /// Where each segment's node is.
  std::map<std::size_t, std::size_t> add_nodes(const Sums& sums,
                                               std::vector<FlowChart::Node>& nodes,
                                               Name name) const {
    std::map<std::size_t, std::size_t> place;
    for (const auto& [segment, value] : sums) {
      place[segment] = nodes.size();
      const std::string& label = (movement_.*name)(segment);
      nodes.push_back({label, color_of(segment), value, quantity_.text(value),
                       fmt::format("{}: {}", label, quantity_.text(value))});
    }
    return place;
  }

  const Movement& movement_;
  const Quantity& quantity_;
  Sums from_, to_;
};

Figure flow_figure(const Movement& movement, const Quantity& quantity) {
  const FlowChart chart = FlowChartMaker(movement, quantity).make();
  const std::string reading = fmt::format("{} Left: {}. Right: {}.", quantity.reading,
                                          before_name(movement), after_name(movement));
  return {quantity.title,
          reading,
          {{"", charts::flow_chart({quantity.title, reading}, chart)}},
          transition_matrix(movement, quantity.cell),
          true};
}

Section flow_section(const Movement& movement) {
  Section section{"From segment to segment", {}, {}};
  section.figures.push_back(flow_figure(
      movement,
      {"Customers", movement_sentence(movement),
       [](const Transition& transition) { return static_cast<double>(transition.customers); },
       [](double value) { return count_text(static_cast<std::int64_t>(value)); },
       [](const Transition& transition) { return count_text(transition.customers); }}));
  section.figures.push_back(flow_figure(
      movement,
      {"What they are worth",
       "The monetary value of the same customers: as it is now, and of who is gone as it was.",
       [](const Transition& transition) { return worth(transition).to_double(); },
       [](double value) { return charts::short_number(value); },
       [](const Transition& transition) { return money_text(worth(transition)); }}));
  return section;
}

}  // namespace

void write_html(const Movement& movement, const HtmlOptions& options, std::ostream& out) {
  Page page{"Customer movement",
            options.source,
            {{"Stayed", count_text(movement.stayed)},
             {"Moved", count_text(movement.moved)},
             {"New", count_text(movement.came)},
             {"Gone", count_text(movement.went)}},
            {},
            {},
            options.command};
  page.sections.push_back(flow_section(movement));
  Section tables{"Segments and customers", {}, {}};
  tables.tables.push_back(
      {"Segments before and after", "", people_table(segment_change_table(movement))});
  if (!movement.gains.empty()) {
    tables.tables.push_back(
        {"Largest gains", "", people_table(mover_table(movement, movement.gains))});
  }
  if (!movement.losses.empty()) {
    tables.tables.push_back(
        {"Largest losses", "", people_table(mover_table(movement, movement.losses))});
  }
  page.sections.push_back(std::move(tables));
  render(page, out);
}

}  // namespace rfmseg
