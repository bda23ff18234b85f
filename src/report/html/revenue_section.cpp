#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/charts/charts.hpp"
#include "report/charts/color.hpp"
#include "report/figures/best_customers.hpp"
#include "report/finding.hpp"
#include "report/html/sections.hpp"
#include "report/number_text.hpp"
#include "report/tables/transaction_tables.hpp"

namespace rfmseg::html {
namespace {

std::string percent_tick(double percent, double /*step*/) {
  return fmt::format("{:.0f}%", percent);
}

/// What share of revenue the best customers bring.
Figure pareto(const figures::Concentration& concentration) {
  const figures::Concentration::Part& all = concentration.best.back();
  const double whole = all.revenue.to_double();
  const auto customers = static_cast<double>(all.customers);

  charts::LineChart chart;
  chart.x_name = "best customers";
  chart.y_name = "revenue";
  chart.x_text = chart.y_text = percent_tick;
  chart.from_zero = chart.filled = true;
  chart.marks_shown = false;
  chart.highlighted_x = 20;
  auto& line = chart.series.emplace_back();
  line.name = "share of revenue";
  line.color = charts::palette(0);
  for (const figures::Concentration::Part& part : concentration.best) {
    line.marks.push_back({{100 * static_cast<double>(part.customers) / customers,
                           100 * part.revenue.to_double() / whole},
                          {}});
  }

  Table table{{{"Best customers", Align::left}, {"Customers"}, {"Revenue"}, {"Share"}}, {}};
  for (const std::size_t percent : {1U, 5U, 10U, 20U, 50U, 80U, 100U}) {
    const auto& [count, revenue] = concentration.best[percent];
    table.rows.push_back(
        {{fmt::format("{}%", percent), count_text(static_cast<std::int64_t>(count)),
          exact_money_text(revenue), percent_text(revenue.to_double(), whole)}});
  }
  const std::size_t half = concentration.half_customers;
  return {"How revenue is concentrated",
          fmt::format("The best 20% of customers bring {} of the revenue; half of it comes from {} "
                      "({}).",
                      percent_text(concentration.best[20].revenue.to_double(), whole),
                      counted(static_cast<std::int64_t>(half), "customer"),
                      percent_text(static_cast<double>(half), customers)),
          {{"Pareto curve",
            charts::line_chart({"Pareto curve of revenue",
                                "The share of revenue that the best customers bring together; the "
                                "vertical line is at 20% of customers"},
                               chart)}},
          std::move(table)};
}

/// One figure of every month: the column of month_table() with that key. `rounded` makes a value
/// short for people.
Figure by_month(const std::vector<MonthActivity>& months, std::string title, std::string_view key,
                std::size_t color, double (*value)(const MonthActivity&),
                const std::function<std::string(double)>& rounded) {
  Table table = people_table(month_table(months), {"month", key});
  const std::string& unit = table.columns.back().title;
  charts::ColumnChart chart{unit, std::string(charts::palette(color)), {}};
  std::size_t best = 0;
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (value(months[i]) > value(months[best])) best = i;
    const std::string& name = table.rows[i].cells.front();
    chart.columns.push_back(
        {name, value(months[i]), fmt::format("{}: {} {}", name, unit, table.rows[i].cells.back())});
  }
  std::string reading =
      fmt::format("Most in {}: {}.", month_name(months[best].month), rounded(value(months[best])));
  if (months.size() > 2) reading += " The first and the last month may be incomplete.";
  return {title,
          std::move(reading),
          {{title, charts::column_chart({title, "A column per month"}, chart)}},
          std::move(table)};
}

}  // namespace

Section revenue_section(const Analysis& analysis) {
  Section section{"Revenue", {}, {}};
  if (const auto concentration = figures::concentration(analysis.table)) {
    section.figures.push_back(pareto(*concentration));
  }
  if (analysis.transactions && !analysis.transactions->months.empty()) {
    // One mistyped year would make thousands of months.
    constexpr std::size_t kMostMonths = 60;
    const std::vector<MonthActivity>& all = analysis.transactions->months;
    const std::vector<MonthActivity> months(
        all.end() - static_cast<std::ptrdiff_t>(std::min(all.size(), kMostMonths)), all.end());
    section.figures.push_back(by_month(
        months, "Revenue by month", "revenue", 0,
        [](const MonthActivity& of) { return of.revenue.to_double(); },
        [&](double revenue) { return short_money_text(revenue, analysis); }));
    section.figures.push_back(by_month(
        months, "Active customers by month", "active_customers", 2,
        [](const MonthActivity& of) { return static_cast<double>(of.active_customers); },
        [](double customers) { return count_text(static_cast<std::int64_t>(customers)); }));
  }
  return section;
}

}  // namespace rfmseg::html
