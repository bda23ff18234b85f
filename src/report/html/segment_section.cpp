#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "report/analysis_sections.hpp"
#include "report/charts/charts.hpp"
#include "report/figures/best_customers.hpp"
#include "report/figures/score_grid.hpp"
#include "report/html/sections.hpp"
#include "report/number_text.hpp"
#include "report/tables/group_tables.hpp"
#include "text.hpp"

namespace rfmseg::html {
namespace {

constexpr std::size_t kTopCustomers = 5;

/// The sections' figures of segments.
class SegmentFigures {
 public:
  explicit SegmentFigures(const Analysis& analysis)
      : analysis_(analysis), whole_(whole_of(analysis.segments)) {}

  [[nodiscard]] Section section() const {
    Section section{"Segments", {treemaps(), heat_maps()}, {recommendations(), top_customers()}};
    add_tables(section, group_tables());
    return section;
  }

 private:
  [[nodiscard]] const SegmentRule& rule(const SegmentSummary& segment) const {
    return analysis_.segmentation.rule(segment.segment);
  }

  [[nodiscard]] Figure treemaps() const {
    std::vector<charts::TreemapItem> by_customers;
    std::vector<charts::TreemapItem> by_revenue;
    const SegmentSummary* largest = &analysis_.segments.front();
    for (const SegmentSummary& segment : analysis_.segments) {
      if (segment.customers > largest->customers) largest = &segment;
      const std::string customer_share = percent_text(whole_.share(segment.customers));
      const std::string revenue_share = percent_text(whole_.share(segment.revenue));
      const std::string& name = rule(segment).name;
      const std::string tip =
          fmt::format("{}: {} ({}), revenue {} ({})", name, counted(segment.customers, "customer"),
                      customer_share, money_text(segment.revenue), revenue_share);
      by_customers.push_back(
          {name, static_cast<double>(segment.customers), customer_share, rule(segment).color, tip});
      by_revenue.push_back(
          {name, segment.revenue.to_double(), revenue_share, rule(segment).color, tip});
    }
    Table table = people_table(segment_table(analysis_));
    table.note_title.clear();  // the table of recommendations has them
    Figure figure{"Segments by customers and by revenue", reading(*largest), {}, std::move(table)};
    figure.charts.push_back(
        {"Customers",
         charts::treemap({"Segments by customers",
                          "A rectangle per segment, as large as its share of customers"},
                         std::move(by_customers))});
    if (whole_.revenue > Amount{}) {
      figure.charts.push_back(
          {"Revenue", charts::treemap({"Segments by revenue",
                                       "A rectangle per segment, as large as its share of revenue"},
                                      std::move(by_revenue))});
    }
    figure.wide = true;
    return figure;
  }

  /// `largest` is the segment with most customers.
  [[nodiscard]] std::string reading(const SegmentSummary& largest) const {
    const SegmentSummary& richest = analysis_.segments.front();
    const auto customers = [&](const SegmentSummary& of) {
      return percent_text(whole_.share(of.customers));
    };
    const auto revenue = [&](const SegmentSummary& of) {
      return percent_text(whole_.share(of.revenue));
    };
    if (whole_.revenue <= Amount{}) {
      return fmt::format("The largest segment is {}, with {} of the customers.", rule(largest).name,
                         customers(largest));
    }
    std::string text = fmt::format("Most revenue, {}, comes from {}, who are {} of the customers.",
                                   revenue(richest), rule(richest).name, customers(richest));
    if (&largest != &richest) {
      text += fmt::format(" The largest segment is {}: {} of the customers, {} of the revenue.",
                          rule(largest).name, customers(largest), revenue(largest));
    }
    const bool all_bring = std::ranges::all_of(
        analysis_.segments, [](const SegmentSummary& of) { return of.revenue > Amount{}; });
    if (!all_bring) text += " Segments that bring nothing are not in the second picture.";
    return text;
  }

  [[nodiscard]] Figure heat_maps() const {
    const figures::ScoreGrid grid =
        figures::score_grid(analysis_.table, analysis_.segmentation.scores);
    charts::HeatMap customers{"Recency", "Frequency score", {}, {}, {}};
    for (int f = 1; f <= grid.frequency_bins; ++f) customers.columns.push_back(std::to_string(f));
    charts::HeatMap spend = customers;
    Table table{{{"Recency score"}, {"Frequency score"}, {"Customers"}, {"Revenue per customer"}},
                {}};
    std::pair<int, int> fullest{1, 1};
    for (int r = grid.recency_bins; r >= 1; --r) {
      customers.rows.push_back(std::to_string(r));
      spend.rows.push_back(std::to_string(r));
      auto& customer_row = customers.cells.emplace_back();
      auto& spend_row = spend.cells.emplace_back();
      for (int f = 1; f <= grid.frequency_bins; ++f) {
        const std::int64_t count = grid.at(r, f).customers;
        if (count == 0) {
          customer_row.emplace_back();
          spend_row.emplace_back();
          continue;
        }
        if (count > grid.at(fullest.first, fullest.second).customers) fullest = {r, f};
        const double mean = grid.at(r, f).mean_revenue();
        const std::string tip = fmt::format("recency {}, frequency {}: {}, revenue per customer {}",
                                            r, f, counted(count, "customer"), mean_text(mean, 2));
        customer_row.push_back({static_cast<double>(count), count_text(count), tip});
        spend_row.push_back({std::max(mean, 0.0), charts::short_number(mean), tip});
        table.rows.push_back(
            {{std::to_string(r), std::to_string(f), count_text(count), mean_text(mean, 2)}});
      }
    }
    Figure figure{
        "Recency and frequency scores",
        fmt::format(
            "No cell holds more customers than the {} with recency {} and frequency {}. Scores run "
            "from 1 (worst) to the best; darker is more.",
            count_text(grid.at(fullest.first, fullest.second).customers), fullest.first,
            fullest.second),
        {},
        std::move(table)};
    figure.charts = {
        {"Customers", charts::heat_map({"Customers by recency and frequency score",
                                        "A cell per pair of scores, darker with more customers"},
                                       customers)},
        {"Revenue per customer",
         charts::heat_map({"Revenue per customer by recency and frequency score",
                           "A cell per pair of scores, darker with more revenue per customer"},
                          spend)}};
    figure.wide = true;
    return figure;
  }

  /// The segments of each group, of the largest groups only.
  [[nodiscard]] Document group_tables() const {
    constexpr std::size_t kMostGroups = 20;
    Document document;
    describe_groups(analysis_, document);
    constexpr std::size_t kBeforeTables = 2;
    if (document.size() > kBeforeTables + kMostGroups) document.resize(kBeforeTables + kMostGroups);
    return document;
  }

  [[nodiscard]] PlainTable recommendations() const {
    return {"What to do about each segment",
            "R, F and M are the means of recency in days, frequency and monetary." +
                currency_note(analysis_.transactions) + ' ' + describe_ties(analysis_.ties),
            people_table(segment_table(analysis_))};
  }

  [[nodiscard]] PlainTable top_customers() const {
    Table table{{{"Segment", Align::left},
                 {"Customer", Align::left},
                 {"Recency"},
                 {"Frequency"},
                 {"Revenue"}},
                {}};
    const CustomerTable& customers = analysis_.table;
    const std::vector<std::vector<std::size_t>> top =
        figures::top_customers(analysis_, kTopCustomers);
    for (std::size_t s = 0; s < top.size(); ++s) {
      for (const std::size_t i : top[s]) {
        table.rows.push_back({{analysis_.segment_rule(s).name, std::string(customers.ids[i]),
                               count_text(customers.recency[i]), count_text(customers.frequency[i]),
                               exact_money_text(customers.revenue(i))}});
      }
    }
    return {"Top customers of each segment",
            fmt::format("The {} customers of each segment who bring most.", kTopCustomers),
            std::move(table)};
  }

  const Analysis& analysis_;
  Whole whole_;
};

}  // namespace

Section segment_section(const Analysis& analysis) {
  return SegmentFigures(analysis).section();
}

}  // namespace rfmseg::html
