#include "report/tables/cohort_tables.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "report/number_text.hpp"

namespace rfmseg {
namespace {

using Kind = ResultTable::Kind;

/// Where a row is: an age of a cohort.
struct Place {
  const Cohort* cohort;
  std::size_t age;

  [[nodiscard]] const CohortAge& figures() const { return cohort->ages[age]; }
};

double per_customer(Amount amount, std::int64_t customers) {
  return amount.to_double() / static_cast<double>(customers);
}

ResultTable table_of(const Cohorts& cohorts, const std::vector<Place>& places) {
  ResultTable table(places.size());
  if (cohorts.grouped) {
    table.add({"group", "Group"}, places, [](const Place& at) { return at.cohort->group; });
  }
  table.add({"cohort", "Cohort", Kind::text, kInRows}, places,
            [](const Place& at) { return at.cohort->name; });
  table.add({"customers", "Customers", Kind::count, kInRows}, places,
            [](const Place& at) { return at.cohort->customers; });
  table.add({"age", "Age", Kind::ordinal}, places, [](const Place& at) { return at.age; });
  table.add({"period", "Period"}, places, [&](const Place& at) {
    return period_name(cohorts.unit, at.cohort->period + static_cast<PeriodNumber>(at.age));
  });
  table.add({"complete", "Complete"}, places,
            [&](const Place& at) { return !cohorts.is_partial(*at.cohort, at.age); });
  table.add({"active", "Active", Kind::count}, places,
            [](const Place& at) { return at.figures().active; });
  table.add({"retention", "Retention", Kind::share}, places, [](const Place& at) {
    return Share{static_cast<double>(at.figures().active),
                 static_cast<double>(at.cohort->customers)};
  });
  table.add({"orders", "Orders", Kind::count}, places,
            [](const Place& at) { return at.figures().orders; });
  table.add({"revenue", "Revenue", Kind::money}, places,
            [](const Place& at) { return at.figures().revenue; });
  table.add(
      {"revenue_per_customer", "Per customer", Kind::mean_money}, places,
      [](const Place& at) { return per_customer(at.figures().revenue, at.cohort->customers); });
  table.add({"cumulative_revenue", "Cumulative", Kind::money}, places,
            [](const Place& at) { return at.figures().cumulative; });
  table.add({"value_per_customer", "Value", Kind::mean_money}, places, [](const Place& at) {
    return per_customer(at.figures().cumulative, at.cohort->customers);
  });
  return table;
}

void add_places(const Cohort& cohort, std::vector<Place>& places) {
  for (std::size_t age = 0; age < cohort.ages.size(); ++age) places.push_back({&cohort, age});
}

Kind kind_of(CohortFigure figure) {
  switch (figure) {
    case CohortFigure::retention:
      return Kind::share;
    case CohortFigure::active:
      return Kind::count;
    case CohortFigure::orders:
      return Kind::mean;
    case CohortFigure::revenue:
    case CohortFigure::value:
      break;
  }
  return Kind::mean_money;
}

/// The ages that a sentence names.
std::vector<std::size_t> usual_ages(PeriodUnit unit) {
  switch (unit) {
    case PeriodUnit::week:
      return {1, 4, 12};
    case PeriodUnit::month:
      break;
    case PeriodUnit::quarter:
      return {1, 4};
    case PeriodUnit::year:
      return {1, 2};
  }
  return {1, 6, 12};
}

}  // namespace

ResultTable cohort_age_table(const Cohorts& cohorts) {
  std::vector<Place> places;
  for (const Cohort& cohort : cohorts.cohorts) add_places(cohort, places);
  return table_of(cohorts, places);
}

ResultTable cohort_age_table(const Cohorts& cohorts, std::size_t cohort) {
  std::vector<Place> places;
  add_places(cohorts.cohorts[cohort], places);
  return table_of(cohorts, places);
}

ResultTable cohort_mean_table(const Cohorts& cohorts) {
  std::vector<std::pair<std::size_t, MeanAge>> ages;
  for (std::size_t age = 0; age < cohorts.mean.size(); ++age) {
    if (cohorts.mean[age].customers > 0) ages.emplace_back(age, cohorts.mean[age]);
  }
  ResultTable table(ages.size());
  table.add({"age", "Age", Kind::ordinal}, [&](std::size_t i) { return ages[i].first; });
  table.add({"customers", "Customers", Kind::count},
            [&](std::size_t i) { return ages[i].second.customers; });
  table.add({"retention", "Retention", Kind::share}, [&](std::size_t i) {
    return Share{static_cast<double>(ages[i].second.sums.active),
                 static_cast<double>(ages[i].second.customers)};
  });
  table.add({"revenue_per_customer", "Per customer", Kind::mean_money}, [&](std::size_t i) {
    return per_customer(ages[i].second.sums.revenue, ages[i].second.customers);
  });
  table.add({"value_per_customer", "Value", Kind::mean_money}, [&](std::size_t i) {
    return per_customer(ages[i].second.sums.cumulative, ages[i].second.customers);
  });
  return table;
}

double cohort_figure(CohortFigure figure, const CohortAge& age, std::int64_t customers) {
  const auto whole = static_cast<double>(customers);
  switch (figure) {
    case CohortFigure::retention:
      return static_cast<double>(age.active) / whole;
    case CohortFigure::active:
      break;
    case CohortFigure::orders:
      return static_cast<double>(age.orders) / whole;
    case CohortFigure::revenue:
      return age.revenue.to_double() / whole;
    case CohortFigure::value:
      return age.cumulative.to_double() / whole;
  }
  return static_cast<double>(age.active);
}

std::string cohort_figure_text(CohortFigure figure, const CohortAge& age, std::int64_t customers) {
  switch (figure) {
    case CohortFigure::retention:
      return percent_text(static_cast<double>(age.active), static_cast<double>(customers));
    case CohortFigure::active:
      break;
    case CohortFigure::orders:
      return mean_text(cohort_figure(figure, age, customers), 2);
    case CohortFigure::revenue:
      return money_text(Quantile{age.revenue.units(), customers});
    case CohortFigure::value:
      return money_text(Quantile{age.cumulative.units(), customers});
  }
  return count_text(age.active);
}

std::size_t ages_shown(const CohortReport& report) {
  return std::min(report.cohorts.mean.size(), report.most_ages + 1);
}

Table cohort_triangle(const CohortReport& report, CohortFigure figure) {
  const Cohorts& cohorts = report.cohorts;
  Table table;
  if (cohorts.grouped) table.columns.push_back({"Group", Align::left});
  table.columns.push_back({fmt::format("First {}", to_string(cohorts.unit)), Align::left});
  table.columns.push_back({"Customers"});
  for (std::size_t age = 0; age < ages_shown(report); ++age) {
    table.columns.push_back({std::to_string(age)});
  }
  std::int64_t customers = 0;
  for (const Cohort& cohort : cohorts.cohorts) {
    Table::Row row;
    if (cohorts.grouped) row.cells.push_back(cohort.group);
    row.cells.push_back(cohort.name);
    row.cells.push_back(count_text(cohort.customers));
    customers += cohort.customers;
    for (std::size_t age = 0; age < ages_shown(report); ++age) {
      if (age >= cohort.ages.size()) {
        row.cells.emplace_back();
        continue;
      }
      row.cells.push_back((cohorts.is_partial(cohort, age) ? "*" : "") +
                          cohort_figure_text(figure, cohort.ages[age], cohort.customers));
    }
    table.rows.push_back(std::move(row));
  }
  if (figure == CohortFigure::active) return table;  // numbers of different cohorts
  Table::Row mean;
  if (cohorts.grouped) mean.cells.emplace_back();
  mean.cells.emplace_back("All, mean");
  mean.cells.push_back(count_text(customers));
  for (std::size_t age = 0; age < ages_shown(report); ++age) {
    const MeanAge& at = cohorts.mean[age];
    mean.cells.push_back(at.customers == 0 ? ""
                                           : cohort_figure_text(figure, at.sums, at.customers));
  }
  mean.emphasised = true;
  table.rows.push_back(std::move(mean));
  return table;
}

ResultTable cohort_triangle_table(const Cohorts& cohorts, CohortFigure figure) {
  const std::vector<Cohort>& all = cohorts.cohorts;
  ResultTable table(all.size());
  if (cohorts.grouped) table.add({"group", "Group"}, all, &Cohort::group);
  table.add({"cohort", "Cohort"}, all, &Cohort::name);
  table.add({"customers", "Customers", Kind::count}, all, &Cohort::customers);
  for (std::size_t age = 0; age < cohorts.mean.size(); ++age) {
    const auto cell = [&](const Cohort& cohort) -> ResultTable::Cell {
      if (age >= cohort.ages.size() || cohorts.is_partial(cohort, age)) return {};
      const double value = cohort_figure(figure, cohort.ages[age], cohort.customers);
      if (figure == CohortFigure::active) return static_cast<std::int64_t>(value);
      return figure == CohortFigure::retention ? ResultTable::Cell(Share{value, 1}) : value;
    };
    table.add({std::to_string(age), std::to_string(age), kind_of(figure)}, all, cell);
  }
  return table;
}

std::string cohorts_sentence(const CohortReport& report) {
  const Cohorts& cohorts = report.cohorts;
  std::int64_t customers = 0;
  for (const Cohort& cohort : cohorts.cohorts) customers += cohort.customers;
  std::string text =
      fmt::format("{} in {}.", counted(customers, "customer"),
                  counted(static_cast<std::int64_t>(cohorts.cohorts.size()), "cohort"));
  const auto share_at = [&](std::size_t age) {
    return percent_text(static_cast<double>(cohorts.mean[age].sums.active),
                        static_cast<double>(cohorts.mean[age].customers));
  };
  std::string later;
  for (const std::size_t age : usual_ages(cohorts.unit)) {
    if (age >= cohorts.mean.size() || cohorts.mean[age].customers == 0) continue;
    later += later.empty() ? fmt::format(" {} of them buy in", share_at(age))
                           : fmt::format(", {} in", share_at(age));
    later += fmt::format(" {} {}", to_string(cohorts.unit), age);
  }
  if (later.empty()) return text;
  return text + later +
         fmt::format(" after that of the first purchase, if that {} is over.",
                     to_string(cohorts.unit));
}

std::string figure_sentence(const CohortReport& report, CohortFigure figure) {
  const std::string_view unit = to_string(report.cohorts.unit);
  const std::string currency = report.currency.empty() ? "" : fmt::format(" ({})", report.currency);
  switch (figure) {
    case CohortFigure::retention:
      break;
    case CohortFigure::active:
      return fmt::format("Customers of the cohort who buy in the {}.", unit);
    case CohortFigure::orders:
      return fmt::format("Orders in the {} per customer of the cohort.", unit);
    case CohortFigure::revenue:
      return fmt::format("Revenue{} in the {} per customer of the cohort.", currency, unit);
    case CohortFigure::value:
      return fmt::format("Revenue{} per customer of the cohort, up to the end of the {}.", currency,
                         unit);
  }
  return fmt::format("Share of the cohort that buys in the {}.", unit);
}

std::vector<std::string> cohort_notes(const CohortReport& report) {
  const Cohorts& cohorts = report.cohorts;
  std::vector<std::string> notes;
  const auto add_partial = [&](PeriodNumber period, const std::string& why) {
    notes.push_back(fmt::format("* {} is not complete: {}. The means do not include it.",
                                period_name(cohorts.unit, period), why));
  };
  if (cohorts.first_is_partial) {
    add_partial(cohorts.first_period(),
                fmt::format("the data begin on {}", to_date_string(cohorts.first_purchase)));
  }
  if (cohorts.last_is_partial &&
      !(cohorts.first_is_partial && cohorts.first_period() == cohorts.last_period)) {
    const Timestamp last = cohorts.as_of - std::chrono::seconds(1);
    add_partial(cohorts.last_period, fmt::format("the data end on {}", to_date_string(last)));
  }
  notes.push_back(
      fmt::format("Customers of {} may have bought before the data begin. The mean of an age is "
                  "over the cohorts that have completed it.",
                  period_name(cohorts.unit, cohorts.first_period())));
  if (ages_shown(report) < cohorts.mean.size()) {
    notes.push_back(fmt::format("CSV and JSON have all {} ages.", cohorts.mean.size()));
  }
  return notes;
}

}  // namespace rfmseg
