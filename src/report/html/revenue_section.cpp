#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/charts/charts.hpp"
#include "report/charts/color.hpp"
#include "report/html/sections.hpp"
#include "report/number_text.hpp"
#include "report/tables/transaction_tables.hpp"

namespace rfmseg::html {
namespace {

std::string percent_tick(double percent, double /*step*/) {
  return fmt::format("{:.0f}%", percent);
}

/// The first `percent` of `customers`, rounded up.
std::size_t first_percent(std::size_t customers, std::size_t percent) {
  return (customers * percent + 99) / 100;
}

/// What share of revenue the best customers bring.
Figure pareto(const Analysis& analysis) {
  const CustomerTable& table = analysis.table;
  const std::vector<std::size_t> order = by_falling_revenue(table);
  const double whole = analysis.revenue().to_double();
  const auto customers = static_cast<double>(table.size());

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
  line.marks.push_back({{0, 0}, {}});
  Amount sum;
  std::size_t taken = 0;
  for (std::size_t percent = 1; percent <= 100; ++percent) {
    for (; taken < first_percent(table.size(), percent); ++taken)
      sum += table.revenue(order[taken]);
    line.marks.push_back(
        {{100 * static_cast<double>(taken) / customers, 100 * sum.to_double() / whole}, {}});
  }

  Table figures{{{"Best customers", Align::left}, {"Customers"}, {"Revenue"}, {"Share"}}, {}};
  for (const std::size_t percent : {1U, 5U, 10U, 20U, 50U, 80U, 100U}) {
    const std::size_t count = first_percent(table.size(), percent);
    const Amount revenue = revenue_of_first(table, order, count);
    figures.rows.push_back(
        {{fmt::format("{}%", percent), count_text(static_cast<std::int64_t>(count)),
          exact_money_text(revenue), percent_text(revenue.to_double(), whole)}});
  }
  const Amount fifth = revenue_of_first(table, order, fifth_of(table.size()));
  const auto half = [&] {
    Amount reached;
    std::size_t count = 0;
    while (count < order.size() && 2 * reached.to_double() < whole) {
      reached += table.revenue(order[count++]);
    }
    return count;
  }();
  return {"How revenue is concentrated",
          fmt::format("The best 20% of customers bring {} of the revenue; half of it comes from {} "
                      "({}).",
                      percent_text(fifth.to_double(), whole),
                      counted(static_cast<std::int64_t>(half), "customer"),
                      percent_text(static_cast<double>(half), customers)),
          {{"Pareto curve",
            charts::line_chart({"Pareto curve of revenue",
                                "The share of revenue that the best customers bring together; the "
                                "vertical line is at 20% of customers"},
                               chart)}},
          std::move(figures)};
}

/// One figure of every month: the column of month_table() with that key.
Figure by_month(const std::vector<MonthActivity>& months, std::string title, std::string_view key,
                std::size_t color, double (*value)(const MonthActivity&)) {
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
  const Table::Row& most = table.rows[best];
  std::string reading = fmt::format("Most in {}: {}.", most.cells.front(), most.cells.back());
  if (months.size() > 2) reading += " The first and the last month may be incomplete.";
  return {title,
          std::move(reading),
          {{title, charts::column_chart({title, "A column per month"}, chart)}},
          std::move(table)};
}

}  // namespace

std::vector<std::size_t> by_falling_revenue(const CustomerTable& table) {
  std::vector<std::size_t> order(table.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return table.revenue(a) > table.revenue(b); });
  return order;
}

Amount revenue_of_first(const CustomerTable& table, const std::vector<std::size_t>& order,
                        std::size_t count) {
  Amount sum;
  for (std::size_t i = 0; i < count; ++i) sum += table.revenue(order[i]);
  return sum;
}

std::size_t fifth_of(std::size_t customers) {
  return first_percent(customers, 20);
}

bool has_shares(const Analysis& analysis) {
  constexpr std::size_t kFewest = 20;
  return analysis.table.size() >= kFewest && analysis.revenue() > Amount{};
}

Section revenue_section(const Analysis& analysis) {
  Section section{"Revenue", {}, {}};
  if (has_shares(analysis)) section.figures.push_back(pareto(analysis));
  if (analysis.transactions && !analysis.transactions->months.empty()) {
    // One mistyped year would make thousands of months.
    constexpr std::size_t kMostMonths = 60;
    const std::vector<MonthActivity>& all = analysis.transactions->months;
    const std::vector<MonthActivity> months(
        all.end() - static_cast<std::ptrdiff_t>(std::min(all.size(), kMostMonths)), all.end());
    section.figures.push_back(
        by_month(months, "Revenue by month", "revenue", 0,
                 [](const MonthActivity& of) { return of.revenue.to_double(); }));
    section.figures.push_back(
        by_month(months, "Active customers by month", "active_customers", 2,
                 [](const MonthActivity& of) { return static_cast<double>(of.active_customers); }));
  }
  return section;
}

}  // namespace rfmseg::html
