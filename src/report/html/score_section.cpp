#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "report/analysis_sections.hpp"
#include "report/charts/charts.hpp"
#include "report/figures/score_grid.hpp"
#include "report/html/sections.hpp"
#include "report/number_text.hpp"

namespace rfmseg::html {
namespace {

/// `broad`: over the page, with another picture for narrow ones.
Chart score_map(bool broad, const std::string& caption, charts::ChartText text,
                const charts::HeatMap& map) {
  std::string narrow = charts::heat_map(text, map);
  if (!broad) return {caption, std::move(narrow)};
  text.width = kPageWidth;
  return {caption, charts::heat_map(text, map), std::move(narrow)};
}

Figure heat_maps(const Analysis& analysis) {
  const figures::ScoreGrid grid = figures::score_grid(analysis.table, analysis.segmentation.scores);
  charts::HeatMap customers{"Recency", "Frequency score", {}, {}, {}, true};
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
      fmt::format("The largest cell has {} customers, with recency {} and frequency {}. Scores run "
                  "from 1 (worst) to the best; darker is more.",
                  count_text(grid.at(fullest.first, fullest.second).customers), fullest.first,
                  fullest.second),
      {},
      std::move(table)};
  // Level numbers of both need the room.
  const bool broad = !charts::has_level_texts(customers) || !charts::has_level_texts(spend);
  figure.charts = {score_map(broad, "Customers",
                             {"Customers by recency and frequency score",
                              "A cell per pair of scores, darker with more customers"},
                             customers),
                   score_map(broad, "Revenue per customer",
                             {"Revenue per customer by recency and frequency score",
                              "A cell per pair of scores, darker with more revenue per customer"},
                             spend)};
  figure.wide = true;
  return figure;
}

}  // namespace

Section score_section(const Analysis& analysis) {
  Section section{"Scores", {heat_maps(analysis)}, {}};
  std::string ties = describe_ties(analysis.ties);
  if (!ties.empty()) section.notes.push_back(std::move(ties));
  return section;
}

}  // namespace rfmseg::html
