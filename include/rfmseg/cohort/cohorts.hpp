#pragma once

/// \file
/// Cohorts: customers by the period of their first purchase, and what they did in each period
/// since.
///
///     const rfmseg::PurchaseLog counted = rfmseg::counted_purchases(*customers.purchases, as_of);
///     const auto cohorts = rfmseg::find_cohorts(counted, rfmseg::PeriodUnit::month, as_of);
///     for (const rfmseg::Cohort& one : cohorts.cohorts) {
///       std::cout << one.name << ": " << one.ages.front().active << " customers\n";
///     }

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rfmseg/cohort/period.hpp"
#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/rfm/name_column.hpp"
#include "rfmseg/rfm/purchase_log.hpp"

namespace rfmseg {

/// What a cohort did in one period.
struct CohortAge {
  std::int64_t active = 0;  ///< customers with a purchase
  std::int64_t orders = 0;  ///< distinct; an order counts in the period of its first row
  Amount revenue;           ///< less the returns of the period, if these are subtracted
  Amount cumulative;        ///< revenue until the end of the period
};

/// The customers whose first purchase is in one period.
struct Cohort {
  PeriodNumber period = 0;
  std::string name;             ///< of the period: `2011-12`
  std::string group{};          ///< of the customers, if they are grouped
  std::int64_t customers = 0;   ///< those of the cohort
  std::vector<CohortAge> ages;  ///< by periods since the first purchase: 0, 1, ... until now

  [[nodiscard]] double retention(std::size_t age) const {
    return static_cast<double>(ages[age].active) / static_cast<double>(customers);
  }
};

/// The mean of all cohorts that have completed a period at this age, weighted by customers.
struct MeanAge {
  std::int64_t customers = 0;  ///< of these cohorts; 0 if there are none
  CohortAge sums;              ///< of these cohorts
};

struct Cohorts {
  PeriodUnit unit = PeriodUnit::month;
  Timestamp as_of{};
  Timestamp first_purchase{};     ///< of all customers
  PeriodNumber last_period = 0;   ///< the last one that has begun
  bool first_is_partial = false;  ///< whether the data begin well after its first period does
  bool last_is_partial = false;   ///< whether it ends after `as_of`
  bool grouped = false;
  std::vector<Cohort> cohorts;  ///< with customers, by group, then period
  std::vector<MeanAge> mean;    ///< by age, of all cohorts

  [[nodiscard]] PeriodNumber first_period() const { return period_of(unit, first_purchase); }
  /// Whether the data have a part of a cohort's period at `age` only: the first or the last one.
  [[nodiscard]] bool is_partial(const Cohort& cohort, std::size_t age) const {
    const PeriodNumber period = cohort.period + static_cast<PeriodNumber>(age);
    return (last_is_partial && period == last_period) ||
           (first_is_partial && period == first_period());
  }
};

/// Finds the cohorts of customers. `counted` is from counted_purchases() with the same `as_of`;
/// `groups`, if not empty, has the group of each customer. A return before the first purchase
/// counts at age 0.
[[nodiscard]] Cohorts find_cohorts(const PurchaseLog& counted, PeriodUnit unit, Timestamp as_of,
                                   const NameColumn& groups = {});

}  // namespace rfmseg
