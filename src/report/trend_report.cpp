#include "rfmseg/report/trend_report.hpp"

#include <algorithm>

#include "rfmseg/rfm/purchase_log.hpp"

namespace rfmseg {

TrendReport trend_report(const Customers& customers, const Scheme& scheme, PeriodUnit unit,
                         TrendCuts cuts, unsigned threads) {
  const TransactionSummary& read = *customers.transactions;
  const PurchaseLog& log = *customers.purchases;
  // Who has returned all by now was a customer before.
  Timestamp first = read.first_purchase;
  for (const Purchase& one : log.purchases) {
    if (one.is_purchase()) first = std::min(first, one.time);
  }
  TrendReport report;
  report.trend = find_trend(log, scheme, {period_ends(unit, first, read.as_of), cuts, threads});
  report.unit = unit;
  report.currency = read.currency();
  return report;
}

}  // namespace rfmseg
