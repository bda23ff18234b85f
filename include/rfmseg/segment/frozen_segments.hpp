#pragma once

#include <string>
#include <vector>

#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/scores.hpp"
#include "rfmseg/segment/scheme.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg {

/// One metric's part in frozen segments.
struct FrozenMetric {
  std::vector<Amount> cuts;    ///< never falling
  std::vector<double> shares;  ///< of the customers they were found of, by score from 1
};

/// Segments as they were found of some customers, for others to be put in: whoever changes segment
/// then has changed, and not the cuts.
struct FrozenSegments {
  std::string scheme;  ///< the scheme file's text
  FrozenMetric recency, frequency, monetary;
};

/// The cuts that were found, and how the customers are spread by these. `scheme` is the text that
/// the segmentation's scheme was read from. Groups have no part in it.
[[nodiscard]] FrozenSegments freeze_segments(const CustomerTable& table, const Scoring& scoring,
                                             std::string scheme);

/// The scheme with its cuts fixed. Throws as parse_scheme(), naming `source`, and UsageError for
/// cuts that fall or make more scores than the scheme has.
[[nodiscard]] Scheme frozen_scheme(const FrozenSegments& frozen, const std::string& source);

/// How far customers are spread otherwise than those that a model was found of.
struct Drift {
  double recency = 0, frequency = 0, monetary = 0;
};

/// From here on customers are said to have changed (Siddiqi, Credit Risk Scorecards, 2006).
inline constexpr double kMuchDrift = 0.25;

/// The population stability index of each metric over its scores: the sum of (a - e) ln(a / e) of
/// the shares a of these customers and e of those of the model; a share counts as 0.0001 at least.
/// `scores` are by the frozen scheme.
[[nodiscard]] Drift population_stability(const Scores& scores, const FrozenSegments& frozen);

}  // namespace rfmseg
