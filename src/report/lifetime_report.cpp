#include "rfmseg/report/lifetime_report.hpp"

#include "rfmseg/rfm/purchase_log.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg {

LifetimeReport::LifetimeReport(const Customers& customers, const Scheme& scheme,
                               const LifetimeOptions& options)
    : lifetimes(find_lifetimes(customers, options)), ids(customers.table.ids) {
  if (customers.transactions) currency = customers.transactions->currency();
  for (const SegmentRule& rule : scheme.segments) segments.push_back(rule.name);
  segments.push_back(scheme.unmatched.name);
  segments.emplace_back("(none)");
  const auto none = static_cast<std::uint16_t>(segments.size() - 1);
  if (!lifetimes.histories.holdout) {
    segment_of = segment_customers(customers.table, scheme, 1, options.threads).segment;
    return;
  }
  PurchaseReplay replay(*customers.purchases, scheme.metrics);
  const CustomerTable table =
      replay.table(lifetimes.histories.end + std::chrono::days(1), options.threads);
  const Segmentation found = segment_customers(table, scheme, 1, options.threads);
  segment_of.assign(ids.size(), none);
  // The table has some of the customers, in the same order.
  for (std::size_t i = 0, row = 0; i < ids.size() && row < table.size(); ++i) {
    if (ids[i] == table.ids[row]) segment_of[i] = found.segment[row++];
  }
}

}  // namespace rfmseg
