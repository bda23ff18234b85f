#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>
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
#include "rfmseg/cohort/period.hpp"

namespace rfmseg::html {
namespace {

constexpr double kSmallChart = 300;

/// There are no parts of customers.
std::string customers_tick(double customers, double step) {
  return customers == std::floor(customers) ? charts::short_number(customers, step) : "";
}

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
                                "vertical line is at 20% of customers",
                                kSmallChart},
                               chart)}},
          std::move(table),
          false,
          true};
}

/// Whether the data have only a part of the month.
bool is_partial(std::chrono::year_month month, const TransactionSummary& transactions) {
  const auto number = [](std::chrono::year_month of) {
    return period_of(PeriodUnit::month, Timestamp(std::chrono::local_days(of / 1)));
  };
  const bool first = number(month) == period_of(PeriodUnit::month, transactions.first_purchase);
  return (first && begins_within_period(PeriodUnit::month, transactions.first_purchase)) ||
         transactions.as_of < period_start(PeriodUnit::month, number(month) + 1);
}

std::string months_sentence(const std::vector<MonthActivity>& months, const Analysis& analysis,
                            const std::vector<std::string>& partial) {
  const auto& richest = *std::ranges::max_element(months, {}, &MonthActivity::revenue);
  const auto& busiest = *std::ranges::max_element(months, {}, &MonthActivity::active_customers);
  std::string text =
      fmt::format("Highest revenue: {} in {}. Most customers: {} in {}.",
                  short_money_text(richest.revenue, analysis), month_name(richest.month),
                  count_text(busiest.active_customers), month_name(busiest.month));
  if (!partial.empty()) {
    text += fmt::format(" Hatched: the data have only a part of {}.", enumerated(partial));
  }
  return text;
}

Figure by_month(const std::vector<MonthActivity>& months, const Analysis& analysis) {
  charts::PeriodChart chart;
  chart.upper = {"Revenue" + comma_currency(analysis), std::string(charts::palette(0)), {}};
  chart.lower = {"Active customers", std::string(charts::palette(2)), {}, customers_tick};
  Table table{
      {{"Month", Align::left}, {"Revenue" + comma_currency(analysis)}, {"Active customers"}}, {}};
  std::vector<std::string> partial;
  for (const MonthActivity& of : months) {
    const std::string name = month_name(of.month);
    const bool is_part = is_partial(of.month, *analysis.transactions);
    if (is_part) partial.push_back(name);
    const std::string revenue = exact_money_text(of.revenue);
    chart.periods.push_back({name, is_part});
    chart.upper.values.push_back(
        {of.revenue.to_double(), fmt::format("{}: {} revenue", name, revenue)});
    chart.lower.values.push_back(
        {static_cast<double>(of.active_customers),
         fmt::format("{}: {}", name, counted(of.active_customers, "active customer"))});
    table.rows.push_back({{name, revenue, count_text(of.active_customers)}});
  }
  const std::string title = "Revenue and active customers by month";
  const std::string description = "Columns of revenue above, of customers with an order below";
  return {title,
          months_sentence(months, analysis, partial),
          {{title, charts::period_chart({title, description, kPageWidth}, chart),
            charts::period_chart({title, description}, chart)}},
          std::move(table),
          true};
}

}  // namespace

Section revenue_section(const Analysis& analysis) {
  Section section{"Revenue", {}, {}};
  section.anchor = "Revenue";
  if (analysis.transactions && !analysis.transactions->months.empty()) {
    // One mistyped year would make thousands of months.
    constexpr std::size_t kMostMonths = 60;
    const std::vector<MonthActivity>& all = analysis.transactions->months;
    const std::vector<MonthActivity> months(
        all.end() - static_cast<std::ptrdiff_t>(std::min(all.size(), kMostMonths)), all.end());
    section.figures.push_back(by_month(months, analysis));
  }
  if (const auto concentration = figures::concentration(analysis.table)) {
    section.figures.push_back(pareto(*concentration));
  }
  return section;
}

}  // namespace rfmseg::html
