#include "rfmseg/cohort/cohorts.hpp"

#include <absl/container/flat_hash_set.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace rfmseg {
namespace {

/// The last period that has begun by `as_of`, which is the end of what is known.
PeriodNumber last_period(const PurchaseLog& counted, PeriodUnit unit, Timestamp as_of) {
  PeriodNumber last = period_of(unit, as_of - std::chrono::seconds(1));
  for (const Purchase& one : counted.purchases) last = std::max(last, period_of(unit, one.time));
  return last;
}

/// Adds what one customer did to the customer's cohort.
void add_customer(std::span<const Purchase> purchases, PeriodUnit unit, PeriodNumber first,
                  Cohort& cohort) {
  ++cohort.customers;
  absl::flat_hash_set<std::uint32_t> orders;
  PeriodNumber last_active = first - 1;
  for (const Purchase& one : purchases) {
    const PeriodNumber period = period_of(unit, one.time);
    CohortAge& age =
        cohort.ages[static_cast<std::size_t>(std::max(period - first, PeriodNumber{}))];
    age.revenue += one.amount;
    if (!one.is_purchase()) continue;
    if (period != last_active) ++age.active;
    last_active = period;
    if (one.order == Purchase::kNoOrder) {
      age.orders += one.lines;
    } else if (orders.insert(one.order).second) {
      ++age.orders;
    }
  }
}

void add_to(CohortAge& sums, const CohortAge& more) {
  sums.active += more.active;
  sums.orders += more.orders;
  sums.revenue += more.revenue;
  sums.cumulative += more.cumulative;
}

std::vector<MeanAge> means(const Cohorts& cohorts) {
  std::vector<MeanAge> mean;
  for (const Cohort& cohort : cohorts.cohorts) {
    mean.resize(std::max(mean.size(), cohort.ages.size()));
    for (std::size_t age = 0; age < cohort.ages.size(); ++age) {
      if (cohorts.is_partial(cohort, age)) continue;
      mean[age].customers += cohort.customers;
      add_to(mean[age].sums, cohort.ages[age]);
    }
  }
  return mean;
}

}  // namespace

Cohorts find_cohorts(const PurchaseLog& counted, PeriodUnit unit, Timestamp as_of,
                     const NameColumn& groups) {
  Cohorts result;
  result.unit = unit;
  result.as_of = as_of;
  result.grouped = !groups.empty();
  result.first_purchase = Timestamp::max();
  for (const Purchase& one : counted.purchases) {
    if (one.is_purchase()) result.first_purchase = std::min(result.first_purchase, one.time);
  }
  result.first_is_partial =
      !counted.purchases.empty() && begins_within_period(unit, result.first_purchase);
  result.last_period = last_period(counted, unit, as_of);
  result.last_is_partial = period_start(unit, result.last_period + 1) > as_of;

  std::map<std::pair<std::string, PeriodNumber>, Cohort> found;
  for (auto first = counted.purchases.begin(); first != counted.purchases.end();) {
    const auto last = std::find_if(first, counted.purchases.end(), [&](const Purchase& one) {
      return one.customer != first->customer;
    });
    const PeriodNumber period = period_of(unit, std::find_if(first, last, [](const Purchase& one) {
                                                  return one.is_purchase();
                                                })->time);
    const std::string group(groups.empty() ? std::string_view() : groups[first->customer]);
    Cohort& cohort = found[{group, period}];
    if (cohort.ages.empty()) {
      cohort.period = period;
      cohort.name = period_name(unit, period);
      cohort.group = group;
      cohort.ages.resize(static_cast<std::size_t>(result.last_period - period) + 1);
    }
    add_customer({first, last}, unit, period, cohort);
    first = last;
  }
  for (auto& [key, cohort] : found) {
    Amount cumulative;
    for (CohortAge& age : cohort.ages) {
      cumulative += age.revenue;
      age.cumulative = cumulative;
    }
    result.cohorts.push_back(std::move(cohort));
  }
  result.mean = means(result);
  return result;
}

}  // namespace rfmseg
