#include "rfmseg/report/cohort_report.hpp"

#include "rfmseg/rfm/purchase_log.hpp"

namespace rfmseg {

CohortReport cohort_report(const Customers& customers, PeriodUnit unit) {
  const TransactionSummary& read = *customers.transactions;
  CohortReport report;
  report.cohorts = find_cohorts(counted_purchases(*customers.purchases, read.as_of), unit,
                                read.as_of, customers.table.groups);
  report.currency = read.currency();
  return report;
}

}  // namespace rfmseg
