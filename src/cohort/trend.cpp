#include "rfmseg/cohort/trend.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "rfmseg/segment/frozen_segments.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg {
namespace {

constexpr std::uint16_t kNobody = 0xFFFF;

/// The customers on one date; vectors are by number in the log.
struct Standing {
  std::vector<std::uint16_t> segment;  ///< kNobody for who is not a customer
  std::vector<Amount> revenue;
};

Standing standing_of(const PurchaseLog& log, const CustomerTable& table,
                     const Segmentation& segmentation) {
  Standing standing{std::vector<std::uint16_t>(log.customers.size(), kNobody),
                    std::vector<Amount>(log.customers.size())};
  // Both are in the order of ids, and the table's are some of the log's.
  std::size_t number = 0;
  for (std::size_t row = 0; row < table.size(); ++row) {
    while (log.customers[number] != table.ids[row]) ++number;
    standing.segment[number] = segmentation.segment[row];
    standing.revenue[number] = table.revenue(row);
  }
  return standing;
}

TrendPoint point_of(const PeriodEnd& end, const Standing& now, const Standing& before,
                    std::size_t segments, bool is_first) {
  TrendPoint point;
  point.end = end;
  point.segments.resize(segments);
  std::map<std::pair<std::uint16_t, std::uint16_t>, std::int64_t> flows;
  for (std::size_t i = 0; i < now.segment.size(); ++i) {
    const std::uint16_t from = before.segment[i];
    const std::uint16_t to = now.segment[i];
    if (to == kNobody) {
      if (from == kNobody) continue;
      ++point.went;
      point.gone_revenue -= before.revenue[i];
      continue;
    }
    TrendSegment& segment = point.segments[to];
    ++point.customers;
    ++segment.customers;
    point.revenue += now.revenue[i];
    segment.revenue += now.revenue[i];
    segment.period_revenue += now.revenue[i] - before.revenue[i];
    if (is_first) continue;
    if (from == kNobody) {
      ++point.came;
    } else {
      ++flows[{from, to}];
    }
  }
  for (const auto& [way, customers] : flows) {
    point.flows.push_back({way.first, way.second, customers});
  }
  return point;
}

/// Removes the segments that no date has.
void drop_unused(Trend& trend) {
  std::vector<std::size_t> place(trend.segments.size());
  std::vector<SegmentRule> used;
  for (std::size_t i = 0; i < trend.segments.size(); ++i) {
    place[i] = used.size();
    const bool has = std::ranges::any_of(
        trend.points, [&](const TrendPoint& point) { return point.segments[i].customers > 0; });
    if (has) {
      used.push_back(trend.segments[i]);
      continue;
    }
    place[i] = trend.segments.size();
  }
  for (TrendPoint& point : trend.points) {
    std::vector<TrendSegment> kept;
    for (std::size_t i = 0; i < place.size(); ++i) {
      if (place[i] < place.size()) kept.push_back(point.segments[i]);
    }
    point.segments = std::move(kept);
    for (TrendFlow& flow : point.flows) flow = {place[flow.from], place[flow.to], flow.customers};
  }
  trend.segments = std::move(used);
}

/// The scheme with the cuts of the last date.
Scheme with_last_cuts(const PurchaseLog& log, const Scheme& scheme, const TrendOptions& options) {
  PurchaseReplay replay(log, scheme.metrics);
  const CustomerTable last = replay.table(options.ends.back().as_of, options.threads);
  if (last.size() == 0) return scheme;
  return frozen_scheme(freeze_segments(last, scheme.scoring, {}), scheme, scheme.name);
}

}  // namespace

std::vector<PeriodEnd> period_ends(PeriodUnit unit, Timestamp first, Timestamp as_of) {
  constexpr std::chrono::seconds kSecond(1);
  const PeriodNumber last = std::max(period_of(unit, as_of - kSecond), period_of(unit, first));
  std::vector<PeriodEnd> ends;
  for (PeriodNumber period = period_of(unit, first); period < last; ++period) {
    // A sale at midnight is one of the next period.
    ends.push_back({period_start(unit, period + 1) - kSecond, period_name(unit, period)});
  }
  ends.push_back({as_of, period_name(unit, last), as_of >= period_start(unit, last + 1)});
  if (begins_within_period(unit, first)) ends.front().complete = false;
  return ends;
}

Trend find_trend(const PurchaseLog& log, const Scheme& scheme, const TrendOptions& options) {
  Trend trend;
  trend.cuts = options.cuts;
  trend.segments = scheme.segments;
  trend.segments.push_back(scheme.unmatched);
  if (options.ends.empty()) return trend;
  const Scheme used =
      options.cuts == TrendCuts::last ? with_last_cuts(log, scheme, options) : scheme;
  PurchaseReplay replay(log, scheme.metrics);
  Standing before{std::vector<std::uint16_t>(log.customers.size(), kNobody),
                  std::vector<Amount>(log.customers.size())};
  for (const PeriodEnd& end : options.ends) {
    const CustomerTable table = replay.table(end.as_of, options.threads);
    if (table.size() == 0) continue;
    Standing now = standing_of(log, table, segment_customers(table, used, 1, options.threads));
    trend.points.push_back(point_of(end, now, before, trend.segments.size(), trend.points.empty()));
    before = std::move(now);
  }
  drop_unused(trend);
  return trend;
}

}  // namespace rfmseg
