#pragma once

/// \file
/// Tests of segments: customers are segmented by what they did until one date, and compared by what
/// they did after it.
///
///     const rfmseg::Validation trial = rfmseg::validate(log, split, end, {.scheme = scheme});
///     for (const rfmseg::TrialGroup& one : trial.segments) {
///       std::cout << one.name << ": " << one.share.value << " came back\n";
///     }

#include <cstdint>
#include <string>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/rfm/purchase_log.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {

/// An estimate with its 95 % interval.
struct Estimate {
  double value = 0;
  double low = 0, high = 0;
};

/// The share of `part` in `whole` (above 0) with the interval of Wilson (Probable inference, the
/// law of succession, and statistical inference, JASA 22, 1927).
[[nodiscard]] Estimate wilson_share(std::int64_t part, std::int64_t whole);

/// What a group of customers did after the split.
struct TrialGroup {
  std::string name;
  std::int64_t customers = 0;  ///< at the split
  std::int64_t returned = 0;   ///< with a purchase after it
  std::int64_t orders = 0;     ///< after it
  Amount spend;                ///< after it, less returns if these are subtracted
  Estimate share;              ///< that came back, with wilson_share()
  /// Spend per customer; percentiles of the means of bootstrap samples.
  Estimate mean_spend;
  double lift = 0;        ///< `share` over that of all customers; 0 if no customer came back
  double spend_lift = 0;  ///< `mean_spend` likewise

  /// 1 or -1 if more or fewer came back than chance explains, else 0: if so many or more extreme
  /// numbers have a probability below 2.5 % over the number of groups (Bonferroni), were the share
  /// of all customers the group's. Then of all groups, one is named by chance in 5 % of trials.
  int verdict = 0;
};

/// How well a measure at the split orders customers by their spend after it.
struct MeasureTrial {
  std::string name;
  double spearman = 0;  ///< rank correlation with the spend; ties share their mean rank
  /// The share of the spend after the split that the tenth of the customers with the highest
  /// values brought. Of customers with equal values at the edge their mean counts.
  double top_tenth = 0;
};

/// The trial of one split.
struct Validation {
  Timestamp split{}, end{};
  TrialGroup all;
  std::vector<TrialGroup> segments;  ///< with customers, in the order of the scheme
  std::vector<TrialGroup> clusters;  ///< by number
  std::vector<TrialGroup> tiers;     ///< from low to high
  std::vector<MeasureTrial> measures;
  /// What a measure that knows the future would bring as `top_tenth`.
  double best_top_tenth = 0;
};

/// The midnight with three quarters of the days before it: the default split.
[[nodiscard]] Timestamp usual_split(Timestamp first_purchase, Timestamp end);

struct ValidationOptions {
  Scheme scheme;
  int clusters = 4;
  std::uint64_t seed = 42;  ///< of clusters and bootstrap samples
  unsigned threads = 1;     ///< does not affect the result
};

/// Segments the customers of the log as of `split` and measures what they did until `end`. Throws
/// UsageError if no customer bought before `split`, or if it does not precede `end`.
[[nodiscard]] Validation validate(const PurchaseLog& log, Timestamp split, Timestamp end,
                                  const ValidationOptions& options);

}  // namespace rfmseg
