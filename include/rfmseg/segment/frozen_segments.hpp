#pragma once

/// \file
/// Freezes the cuts of a segmentation, so that other customers are scored by the same values.

#include <string>
#include <vector>

#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/scores.hpp"
#include "rfmseg/segment/scheme.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg {

/// The frozen cuts of one metric.
struct FrozenMetric {
  std::vector<Amount> cuts;    ///< non-descending
  std::vector<double> shares;  ///< share of the original customers with each score, from score 1
};

/// A scheme with the cuts found for some customers. Customers scored by it later change segment
/// only if their own values change.
struct FrozenSegments {
  std::string scheme;  ///< the text of the scheme file
  FrozenMetric recency, frequency, monetary;
};

/// Scores all customers of the table with `scoring` and returns the cuts and the distribution of
/// the scores. `scheme` is the text of the scheme that has this scoring. Groups are ignored. For
/// `rank` and `ntile`, which may give equal values different scores, all get the score of the
/// middle one.
[[nodiscard]] FrozenSegments freeze_segments(const CustomerTable& table, const Scoring& scoring,
                                             std::string scheme);

/// The scheme with the frozen cuts. `source` is a name for messages. Throws UsageError as
/// parse_scheme() does, and if cuts descend or their number does not fit the scheme's scores.
[[nodiscard]] Scheme frozen_scheme(const FrozenSegments& frozen, const std::string& source);
/// `scheme` with the frozen cuts. Throws as above.
[[nodiscard]] Scheme frozen_scheme(const FrozenSegments& frozen, Scheme scheme,
                                   const std::string& source);

/// The population stability index of each metric; see population_stability().
struct Drift {
  double recency = 0, frequency = 0, monetary = 0;
};

/// A population stability index above this is a significant change (Siddiqi, Credit Risk
/// Scorecards, 2006).
inline constexpr double kMuchDrift = 0.25;

/// Compares the distribution of `scores`, which must be by frozen_scheme(), with that of the
/// original customers. The population stability index is the sum of (a - e) ln(a / e) over all
/// scores, where a and e are the current and the original share of customers with the score, each
/// at least 0.0001.
[[nodiscard]] Drift population_stability(const Scores& scores, const FrozenSegments& frozen);

}  // namespace rfmseg
