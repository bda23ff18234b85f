#include "report/tables/lifetime_tables.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "report/number_text.hpp"
#include "rfmseg/segment/segment_keys.hpp"

namespace rfmseg {
namespace {

using Kind = ResultTable::Kind;

constexpr std::array kReturnShares = {0.8, 0.9, 0.95};

std::string interval_text(const FittedParameter& one) {
  return fmt::format("{:.4f} to {:.4f}", one.low, one.high);
}

}  // namespace

ResultTable parameter_table(const Maximum& fit) {
  const std::vector<FittedParameter>& all = fit.parameters;
  ResultTable table(all.size());
  table.add({"name", "Parameter"}, all, &FittedParameter::name);
  table.add({"value", "Value", Kind::figure}, all, &FittedParameter::value);
  table.add({"standard_error", "Standard error", Kind::figure}, all,
            &FittedParameter::standard_error);
  table.add({"low", "", Kind::figure, kInFiles}, all, &FittedParameter::low);
  table.add({"high", "", Kind::figure, kInFiles}, all, &FittedParameter::high);
  table.add({"", "95% interval", Kind::count, kForPeople}, all, interval_text);
  return table;
}

ResultTable lifetime_table(const LifetimeReport& report, std::size_t first, std::size_t count) {
  const Lifetimes& lifetimes = report.lifetimes;
  const PurchaseHistories& histories = lifetimes.histories;
  const Forecast& forecast = lifetimes.forecast;
  std::vector<std::size_t> customers;
  for (std::size_t i = first; i < std::min(first + count, report.ids.size()); ++i) {
    if (lifetimes.index_of(i)) customers.push_back(i);
  }
  ResultTable table(customers.size());
  const auto history = [&](std::size_t i) -> const PurchaseHistory& {
    return histories.distinct[*lifetimes.index_of(i)];
  };
  /// A figure of the customer's history, if there are such figures.
  const auto known = [&](const std::vector<double>& figures) {
    return [&](std::size_t i) {
      return figures.empty() ? std::nullopt : std::optional(figures[*lifetimes.index_of(i)]);
    };
  };
  const auto add = [&](const char* key, Kind kind, auto figure) {
    table.add({key, key, kind}, customers, figure);
  };
  add("customer_id", Kind::text, [&](std::size_t i) { return report.ids[i]; });
  add("repeats", Kind::count, [&](std::size_t i) { return history(i).repeats; });
  add("last", Kind::mean, [&](std::size_t i) { return history(i).last; });
  add("observed", Kind::mean, [&](std::size_t i) { return history(i).observed; });
  add("mean_spend", Kind::mean_money, [&](std::size_t i) {
    const bool has_spend = histories.spend_count(history(i)) > 0 &&
                           !(histories.of_table && histories.mean_spend[i] <= 0);
    return has_spend ? std::optional(histories.mean_spend[i]) : std::nullopt;
  });
  add("p_alive", Kind::share, [&](std::size_t i) {
    const auto alive = known(forecast.alive)(i);
    return alive ? std::optional(Share{*alive, 1}) : std::nullopt;
  });
  add("expected_purchases", Kind::mean, known(forecast.expected));
  add("expected_purchases_low", Kind::mean, known(forecast.low));
  add("expected_purchases_high", Kind::mean, known(forecast.high));
  add("expected_spend", Kind::mean_money,
      [&](std::size_t i) { return lifetimes.expected_spend(i); });
  add("lifetime_value", Kind::mean_money, [&](std::size_t i) { return lifetimes.value(i); });
  add("next_purchase", Kind::text, [&](std::size_t i) {
    const auto next = lifetimes.next_purchase(i);
    return next ? to_date_string(*next) : std::string();
  });
  add("days_late", Kind::count, [&](std::size_t i) { return lifetimes.days_late(i); });
  add("segment", Kind::text, [&](std::size_t i) { return report.segments[report.segment_of[i]]; });
  const std::vector<std::string> keys = segment_keys(report.segments);
  add("segment_key", Kind::text, [&](std::size_t i) { return keys[report.segment_of[i]]; });
  if (!histories.holdout) return table;
  add("holdout_purchases", Kind::count,
      [&](std::size_t i) { return histories.holdout->purchases[i]; });
  add("holdout_spend", Kind::mean_money,
      [&](std::size_t i) { return histories.holdout->spend[i]; });
  return table;
}

ResultTable tracking_table(const std::vector<TrackedWeek>& weeks) {
  ResultTable table(weeks.size());
  table.add({"week", "Week", Kind::ordinal}, weeks, &TrackedWeek::week);
  table.add({"last_day", "Last day"}, weeks,
            [](const TrackedWeek& week) { return to_date_string(week.last); });
  table.add({"holdout", "Holdout", Kind::text}, weeks, &TrackedWeek::holdout);
  table.add({"actual", "Actual", Kind::count}, weeks, &TrackedWeek::actual);
  table.add({"expected", "Expected", Kind::mean}, weeks, &TrackedWeek::expected);
  return table;
}

ResultTable holdout_table(const HoldoutTrial& trial) {
  std::vector<HoldoutGroup> groups = trial.groups;
  groups.push_back(trial.all);
  ResultTable table(groups.size());
  table.add({"repeats", "Repeat purchases before"}, [&](std::size_t i) {
    if (i + 1 == groups.size()) return std::string("All");
    const std::int64_t repeats = groups[i].repeats;
    return fmt::format("{}{}", repeats, repeats == HoldoutTrial::kMostRepeats ? "+" : "");
  });
  table.add({"customers", "Customers", Kind::count}, groups, &HoldoutGroup::customers);
  table.add({"actual", "Actual", Kind::count}, groups, &HoldoutGroup::actual);
  table.add({"expected", "Expected", Kind::mean}, groups, &HoldoutGroup::expected);
  const auto per_customer = [](double sum, const HoldoutGroup& group) {
    return sum / static_cast<double>(group.customers);
  };
  table.add({"actual_per_customer", "Actual per customer", Kind::figure, kEverywhere, 3}, groups,
            [&](const HoldoutGroup& group) {
              return per_customer(static_cast<double>(group.actual), group);
            });
  table.add({"expected_per_customer", "Expected per customer", Kind::figure, kEverywhere, 3},
            groups, [&](const HoldoutGroup& group) { return per_customer(group.expected, group); });
  table.rows.back().emphasised = true;
  return table;
}

ResultTable prediction_table(const HoldoutTrial& trial) {
  const std::vector<Prediction>& all = trial.predictions;
  ResultTable table(all.size());
  table.add({"prediction", "Prediction"}, all, &Prediction::name);
  table.add({"total", "Purchases", Kind::mean}, all, &Prediction::total);
  table.add({"mean_absolute_error", "Mean absolute error", Kind::figure, kEverywhere, 3}, all,
            &Prediction::absolute_error);
  table.add({"root_mean_squared_error", "Root mean squared error", Kind::figure, kEverywhere, 3},
            all, &Prediction::squared_error);
  return table;
}

ResultTable return_time_table(const PurchaseHistories& histories) {
  ResultTable table(kReturnShares.size());
  table.add({"share", "Share of returns", Kind::share}, kReturnShares, [](double share) {
    return Share{share, 1};
  });
  table.add({"days", "Days", Kind::count}, kReturnShares,
            [&](double share) { return histories.days_until_return(share); });
  return table;
}

std::vector<LifetimeTotals> lifetime_totals(const LifetimeReport& report) {
  const Lifetimes& lifetimes = report.lifetimes;
  const Forecast& forecast = lifetimes.forecast;
  std::vector<LifetimeTotals> totals(report.segments.size() + 1);
  for (LifetimeTotals& one : totals) {
    if (!forecast.alive.empty()) one.alive = one.value = 0;
    one.spend = 0;
  }
  for (std::size_t s = 0; s < report.segments.size(); ++s) totals[s].segment = report.segments[s];
  totals.back().segment = "All";
  for (std::size_t i = 0; i < report.ids.size(); ++i) {
    const auto index = lifetimes.index_of(i);
    if (!index) continue;
    const auto spend = lifetimes.expected_spend(i);
    for (LifetimeTotals* const one : {&totals[report.segment_of[i]], &totals.back()}) {
      ++one->customers;
      if (one->alive) *one->alive += forecast.alive[*index];
      one->purchases += forecast.expected[*index];
      if (!spend) one->spend = one->value = std::nullopt;
      if (one->spend) *one->spend += forecast.expected[*index] * *spend;
      if (one->value) *one->value += forecast.discounted[*index] * *spend;
    }
  }
  std::erase_if(totals, [](const LifetimeTotals& one) { return one.customers == 0; });
  return totals;
}

ResultTable totals_table(const std::vector<LifetimeTotals>& totals) {
  ResultTable table(totals.size());
  table.add({"segment", "Segment"}, totals, &LifetimeTotals::segment);
  table.add({"customers", "Customers", Kind::count}, totals, &LifetimeTotals::customers);
  const bool any_alive = totals.back().alive.has_value();
  table.add({"alive", "Alive", Kind::mean, any_alive ? kEverywhere : kInJson}, totals,
            &LifetimeTotals::alive);
  table.add({"expected_purchases", "Expected purchases", Kind::mean}, totals,
            &LifetimeTotals::purchases);
  const auto seen_by = [](bool any) { return any ? kEverywhere : kInJson; };
  table.add({"expected_revenue", "Expected revenue", Kind::mean_money,
             seen_by(totals.back().spend.has_value())},
            totals, &LifetimeTotals::spend);
  table.add({"lifetime_value", "Lifetime value", Kind::mean_money,
             seen_by(totals.back().value.has_value())},
            totals, &LifetimeTotals::value);
  table.rows.back().emphasised = true;
  return table;
}

}  // namespace rfmseg
