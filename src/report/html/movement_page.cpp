#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "report/charts/charts.hpp"
#include "report/figures/segment_looks.hpp"
#include "report/figures/shifts.hpp"
#include "report/finding.hpp"
#include "report/html/html_page.hpp"
#include "report/html/movement_opening.hpp"
#include "report/movement_sections.hpp"
#include "report/number_text.hpp"
#include "report/tables/movement_tables.hpp"
#include "rfmseg/report/movement_report.hpp"

namespace rfmseg {
namespace {

using charts::FlowChart;
using figures::Shift;
using html::Figure;
using html::Page;
using html::PlainTable;
using html::Section;

constexpr std::string_view kNobodysColor = "#999999";

/// The sections of the page below its first screen.
class MovementSections {
 public:
  MovementSections(const Movement& movement, const figures::SegmentLooks& looks,
                   const std::vector<Shift>& shifts)
      : movement_(movement), looks_(looks), shifts_(shifts) {
    for (const html::SegmentsOfGroup& group : html::by_group(looks)) {
      order_.insert(order_.end(), group.segments.begin(), group.segments.end());
    }
  }

  [[nodiscard]] std::vector<Section> sections() const {
    std::vector<Section> sections;
    if (Section people = customers(); !people.tables.empty()) sections.push_back(std::move(people));
    sections.push_back({"From segment to segment", {flows(), spend()}, {}});
    sections.back().anchor = "Moves";
    Section details{"Figures in detail", {}, {}};
    details.anchor = "Details";
    details.closed = true;
    details.tables = {
        {"Exact figures of the segments", "", people_table(segment_change_table(movement_))},
        {"Spend of the customers of each move",
         fmt::format("As of {}; of customers that are gone, as of {}.",
                     people_after_name(movement_), people_before_name(movement_)),
         moves("Spend", [](const Transition& move) { return money_text(worth(move)); })}};
    add_changed("Largest gains", movement_.gains, details);
    add_changed("Largest losses", movement_.losses, details);
    sections.push_back(std::move(details));
    return sections;
  }

 private:
  // --- customers by name

  [[nodiscard]] Section customers() const {
    Section section{"Customers by name", {}, {}};
    section.anchor = "Customers";
    section.headline = "What changed, from before to after. Highest spend first.";
    const auto add = [&](Shift::Kind kind, const char* title) {
      const Shift* const shift = figures::find_shift(shifts_, kind);
      if (shift != nullptr) section.tables.push_back(list(*shift, title));
    };
    add(Shift::Kind::slipped, "Slipped away");
    add(Shift::Kind::won_back, "Came back");
    add(Shift::Kind::moved_up, "Moved up");
    return section;
  }

  static std::string rounded(Amount amount) { return charts::short_number(amount.to_double()); }

  template <class Number>
  [[nodiscard]] static std::string change(const Number& before, const Number& after,
                                          std::string (*text)(Number)) {
    return before == after ? text(after) : fmt::format("{} → {}", text(before), text(after));
  }

  [[nodiscard]] PlainTable list(const Shift& shift, const char* title) const {
    const std::string orders =
        looks_.metrics ? frequency_heading(*looks_.metrics) : std::string("Frequency");
    Table table{{{"Customer", Align::left},
                 {"From", Align::left},
                 {"To", Align::left},
                 {orders},
                 {movement_.currency.empty() ? "Spend" : "Spend, " + movement_.currency},
                 {"Days since last order"}},
                {}};
    for (const Mover& mover : shift.top) {
      table.rows.push_back(
          {{mover.id(), movement_.from_name(mover.from), movement_.to_name(mover.to),
            change(mover.before->frequency, mover.after->frequency, count_text),
            change(mover.before->monetary, mover.after->monetary, rounded),
            change(mover.before->recency, mover.after->recency, count_text)}});
    }
    std::string reading;
    if (std::ssize(shift.top) < shift.customers) {
      reading = fmt::format("{} of {} customers.", shift.top.size(), count_text(shift.customers));
    }
    return {title, std::move(reading), std::move(table)};
  }

  // --- flows

  /// The place of a segment in charts: in the order of the groups, customers without a segment
  /// last.
  [[nodiscard]] std::size_t place(std::size_t segment) const {
    return static_cast<std::size_t>(std::ranges::find(order_, segment) - order_.begin());
  }

  /// A matrix that fits a page, or else a list.
  [[nodiscard]] Table moves(const char* title, std::string (*cell)(const Transition&)) const {
    constexpr std::size_t kMostColumns = 16;
    if (movement_.segments.size() <= kMostColumns) return transition_matrix(movement_, cell);
    Table list = transition_list(movement_, cell);
    list.columns.back() = {title};
    return list;
  }

  [[nodiscard]] bool is_drawn(const Transition& move) const {
    const std::int64_t all = movement_.stayed + movement_.moved + movement_.came + movement_.went;
    return move.from == move.to || move.customers * 100 > all;
  }

  /// A bar for each segment with customers at one of the two times.
  [[nodiscard]] std::map<std::size_t, std::size_t> add_nodes(
      std::vector<FlowChart::Node>& nodes, std::int64_t SegmentChange::*customers,
      std::int64_t without, const std::string& without_name) const {
    std::map<std::size_t, std::size_t> index;
    const auto add = [&](std::size_t segment, const std::string& name, std::string color,
                         std::int64_t count) {
      if (count == 0) return;
      index[segment] = nodes.size();
      nodes.push_back({name, std::move(color), static_cast<double>(count), count_text(count),
                       fmt::format("{}: {}", name, counted(count, "customer"))});
    };
    for (const std::size_t segment : order_) {
      add(segment, movement_.segments[segment], looks_.segments[segment].color,
          movement_.changes[segment].*customers);
    }
    add(kNoSegment, without_name, std::string(kNobodysColor), without);
    return index;
  }

  [[nodiscard]] Figure flows() const {
    FlowChart chart;
    const auto left = add_nodes(chart.left, &SegmentChange::before, movement_.came,
                                movement_.from_name(kNoSegment));
    const auto right = add_nodes(chart.right, &SegmentChange::after, movement_.went,
                                 movement_.to_name(kNoSegment));
    std::int64_t rest_moves = 0;
    std::int64_t rest = 0;
    for (const Transition& move : movement_.transitions) {
      if (!is_drawn(move)) {
        ++rest_moves;
        rest += move.customers;
        continue;
      }
      const bool stayed = move.from == move.to;
      chart.flows.push_back(
          {left.at(move.from), right.at(move.to), static_cast<double>(move.customers),
           stayed ? fmt::format("{}: {} stayed", movement_.from_name(move.from),
                                count_text(move.customers))
                  : fmt::format("{} to {}: {}", movement_.from_name(move.from),
                                movement_.to_name(move.to), counted(move.customers, "customer")),
           stayed});
    }
    std::string reading = fmt::format("{} Left: {}. Right: {}. Pale: customers that stayed.",
                                      movement_sentence(movement_), people_before_name(movement_),
                                      people_after_name(movement_));
    if (rest_moves > 0) {
      reading += fmt::format(" Not drawn: {} of at most 1% of the customers each, {} in all.",
                             counted(rest_moves, "move"), counted(rest, "customer"));
    }
    const charts::ChartText wide{"Customers", reading, html::kPageWidth};
    const charts::ChartText narrow{"Customers", reading};
    return {"Customers",
            reading,
            {{"", charts::flow_chart(wide, chart), charts::flow_chart(narrow, chart)}},
            moves("Customers", [](const Transition& move) { return count_text(move.customers); }),
            true};
  }

  // --- spend

  [[nodiscard]] Figure spend() const {
    charts::PairedBars chart;
    Table table{{{"Segment", Align::left}, {"Before"}, {"After"}}, {}};
    for (const std::size_t segment : order_) {
      const SegmentChange& change = movement_.changes[segment];
      const std::string& name = movement_.segments[segment];
      const std::string before = exact_money_text(change.monetary_before);
      const std::string after = exact_money_text(change.monetary_after);
      chart.rows.push_back({name, looks_.segments[segment].color,
                            change.monetary_before.to_double(), change.monetary_after.to_double(),
                            charts::short_number(change.monetary_before.to_double()),
                            charts::short_number(change.monetary_after.to_double()),
                            fmt::format("{}, before: {}", name, before),
                            fmt::format("{}, after: {}", name, after)});
      table.rows.push_back({{name, before, after}});
    }
    const std::string reading =
        fmt::format("What the customers of a segment have spent so far{}. Pale: {}. Full: {}.",
                    movement_.currency.empty() ? "" : fmt::format(", in {}", movement_.currency),
                    people_before_name(movement_), people_after_name(movement_));
    const charts::ChartText wide{"Spend", reading, html::kPageWidth};
    const charts::ChartText narrow{"Spend", reading};
    return {"Spend",
            reading,
            {{"", charts::paired_bars(wide, chart), charts::paired_bars(narrow, chart)}},
            std::move(table),
            true};
  }

  void add_changed(const char* title, const std::vector<Mover>& changed, Section& section) const {
    if (changed.empty()) return;
    section.tables.push_back({title, "", people_table(mover_table(movement_, changed))});
  }

  const Movement& movement_;
  const figures::SegmentLooks& looks_;
  const std::vector<Shift>& shifts_;
  std::vector<std::size_t> order_;  ///< segments as the first screen lists them
};

}  // namespace

void write_html(const Movement& movement, const Scheme& scheme, const HtmlOptions& options,
                std::ostream& out) {
  const figures::SegmentLooks looks = figures::segment_looks(movement.segments, scheme);
  const std::vector<Shift> shifts = figures::find_shifts(movement, looks);
  Page page{html::page_title(options, "Customer movement"), "", {}, {}};
  page.movement = html::make_movement_opening(movement, looks, shifts, options);
  page.sections = MovementSections(movement, looks, shifts).sections();
  page.command = options.command;
  render(page, out);
}

}  // namespace rfmseg
