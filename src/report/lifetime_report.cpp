#include "rfmseg/report/lifetime_report.hpp"

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>

#include "rfmseg/clv/validation.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/rfm/purchase_log.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg {
namespace {

std::optional<Lifetimes> judged_lifetimes(const Customers& customers, LifetimeOptions options,
                                          Timestamp split) {
  // The last day before it.
  using std::chrono::days;
  options.histories.calibration_end = std::chrono::ceil<days>(split) - days(1);
  options.horizon = std::nullopt;
  options.forecast.draws = 0;
  try {
    return find_lifetimes(customers, options);
  } catch (const DataError&) {
    return std::nullopt;  // too few have bought again by then
  } catch (const UsageError&) {
    return std::nullopt;  // no customer bought before then
  }
}

}  // namespace

LifetimeReport::LifetimeReport(const Customers& customers, const Segmentation& segmentation,
                               const LifetimeOptions& options, std::optional<Timestamp> split)
    : lifetimes(find_lifetimes(customers, options)), ids(customers.table.ids) {
  const Scheme& scheme = segmentation.scheme;
  if (customers.transactions) currency = customers.transactions->currency();
  for (const SegmentRule& rule : scheme.segments) segments.push_back(rule.name);
  segments.push_back(scheme.unmatched.name);
  segments.emplace_back("(none)");
  const auto none = static_cast<std::uint16_t>(segments.size() - 1);
  if (!lifetimes.histories.holdout) {
    segment_of = segmentation.segment;
    const PurchaseHistories& histories = lifetimes.histories;
    const Timestamp usual = usual_split(histories.begin, histories.end + std::chrono::days(1));
    earlier = judged_lifetimes(customers, options, split.value_or(usual));
    return;
  }
  PurchaseReplay replay(*customers.purchases, scheme.metrics);
  // The last second of the calibration.
  const CustomerTable table = replay.table(
      lifetimes.histories.end + std::chrono::days(1) - std::chrono::seconds(1), options.threads);
  const Segmentation found = segment_customers(table, scheme, 1, options.threads);
  segment_of.assign(ids.size(), none);
  // Who was a customer then may have returned all since, and is not one of today.
  absl::flat_hash_map<absl::string_view, std::size_t> row_of;
  const auto view = [](std::string_view id) { return absl::string_view(id.data(), id.size()); };
  for (std::size_t row = 0; row < table.size(); ++row) row_of[view(table.ids[row])] = row;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto row = row_of.find(view(ids[i]));
    if (row != row_of.end()) segment_of[i] = found.segment[row->second];
  }
}

LifetimeReport::LifetimeReport(const Customers& customers, const Scheme& scheme,
                               const LifetimeOptions& options)
    : LifetimeReport(customers, segment_customers(customers.table, scheme, 1, options.threads),
                     options) {}

}  // namespace rfmseg
