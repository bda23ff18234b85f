#pragma once

/// \file
/// Segments over time: what segment_customers() gives on one date after another, and who moved
/// between them.
///
///     const rfmseg::Trend trend = rfmseg::find_trend(
///         *customers.purchases, rfmseg::load_scheme("classic"),
///         {.ends = rfmseg::period_ends(rfmseg::PeriodUnit::month, first_purchase, as_of)});
///     std::cout << trend.points.back().segments.front().customers << '\n';

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rfmseg/cohort/period.hpp"
#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/rfm/purchase_log.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {

/// The cuts that customers are scored by on every date.
enum class TrendCuts {
  last,  ///< those of the last date: customers move only because of what they do
  own    ///< those of the date: as segment_customers() on that date
};

/// A moment at which customers are segmented.
struct PeriodEnd {
  Timestamp as_of{};
  std::string period;    ///< the period that ends with it: `2011-12`
  bool complete = true;  ///< whether the data have the whole period
};

struct TrendOptions {
  std::vector<PeriodEnd> ends;  ///< ascending
  TrendCuts cuts = TrendCuts::last;
  unsigned threads = 1;  ///< does not affect the result
};

/// A segment on one date.
struct TrendSegment {
  std::int64_t customers = 0;
  Amount revenue;         ///< of its customers, since their first purchase
  Amount period_revenue;  ///< of its customers, in the period
};

/// Customers who were in one segment on a date, and in another or the same on the next.
struct TrendFlow {
  std::size_t from = 0, to = 0;  ///< indices as of TrendPoint::segments
  std::int64_t customers = 0;
};

/// All segments on one date.
struct TrendPoint {
  PeriodEnd end;
  std::int64_t customers = 0;
  Amount revenue;
  std::vector<TrendSegment> segments;  ///< parallel to Trend::segments
  /// From the segments of the date before, by `from`, then `to`; empty for the first date.
  std::vector<TrendFlow> flows;
  std::int64_t came = 0;  ///< customers who are not in the point before
  std::int64_t went = 0;  ///< customers of the point before who have no net spend any more
  Amount gone_revenue;    ///< what these had brought until then, negative
};

struct Trend {
  TrendCuts cuts = TrendCuts::last;
  std::vector<SegmentRule> segments;  ///< those of the scheme that any date has, in its order
  std::vector<TrendPoint> points;     ///< by date; dates without customers are omitted
};

/// The last second of every period from that of the first purchase on, and `as_of`: the end of what
/// is known, in the last period or of it.
[[nodiscard]] std::vector<PeriodEnd> period_ends(PeriodUnit unit, Timestamp first, Timestamp as_of);

/// Segments the customers of the log, which are all (not only counted_purchases()), on every date.
/// Throws as segment_customers() does.
[[nodiscard]] Trend find_trend(const PurchaseLog& log, const Scheme& scheme,
                               const TrendOptions& options);

}  // namespace rfmseg
