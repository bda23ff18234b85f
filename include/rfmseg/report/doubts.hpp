#pragma once

/// \file
/// Reasons to doubt a segmentation: too few customers or days, ties, dropped returns.
///
///     for (const auto& doubt : rfmseg::segmentation_doubts(table, segmentation)) {
///       std::cerr << doubt.text() << '\n';
///     }

#include <cstdint>
#include <optional>
#include <vector>

#include "rfmseg/message.hpp"
#include "rfmseg/rfm/transaction_summary.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg {

/// Fewer customers, or fewer days from the first to the last purchase (both included), are too few.
inline constexpr std::int64_t kFewestCustomers = 50;
inline constexpr std::int64_t kFewestDays = 90;

/// What a person should know before using the segments, one message each:
/// - there are fewer than kFewestCustomers customers or kFewestDays days (if the table has dates),
///   unless all scores are by cuts;
/// - a metric was scored by `quantile` because of MetricScoring::keep_crowd;
/// - under a preset, ties decide the segment of more than a third of the customers.
///
/// `table` and `min_group` must be those that were given to segment_customers().
[[nodiscard]] std::vector<Message> segmentation_doubts(const CustomerTable& table,
                                                       const Segmentation& segmentation,
                                                       std::size_t min_group = 1);

/// What dropped returns hide; nothing unless they matter().
[[nodiscard]] std::optional<Message> doubt_of(const DroppedReturns& returns);

}  // namespace rfmseg
