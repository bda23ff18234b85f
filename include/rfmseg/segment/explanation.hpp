#pragma once

/// \file
/// Explains the segment of one customer: its scores and cuts, the rules that do not apply, and the
/// smallest changes that lead to another segment.
///
///     const rfmseg::Explanation why = rfmseg::explain_customer(table, segmentation, 0);
///     std::cout << why.customer.id << ": " << segmentation.rule(why.segment).name << '\n';
///     for (const rfmseg::Counterfactual& change : why.counterfactuals) {
///       std::cout << to_string(change.metric) << ' ' << to_string(change.to) << " -> "
///                 << segmentation.rule(change.segment).name << '\n';
///     }

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/quantile.hpp"
#include "rfmseg/rfm/scores.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg {

/// The metrics of a customer, as array indices.
enum class Metric { recency, frequency, monetary };
inline constexpr std::array kMetrics = {Metric::recency, Metric::frequency, Metric::monetary};

/// The name of a metric: `recency`, `frequency`, `monetary`.
[[nodiscard]] std::string_view to_string(Metric metric);

/// The value of one metric, its score, and the cuts next to it.
struct MetricPosition {
  Amount value;
  MetricScoring scoring;
  int best = 1;  ///< the best possible score: less than `bins` if there are fewer edges
  /// The cuts next to the value; ranks for the method `rank`. Empty beyond the first and last cut.
  std::optional<Quantile> cut_below, cut_above;
  /// For `rank` and `ntile`: the rank, from 1, among the customers scored together.
  std::optional<std::int64_t> rank;
  std::int64_t ties = 0;  ///< other customers with the same value
  Metric metric = Metric::recency;
  int score = 1;
};

/// A rule that is checked before the one that applies, and why it does not apply.
struct MissedRule {
  std::size_t segment = 0;           ///< index for Segmentation::rule()
  std::vector<std::string> reasons;  ///< for example `recency score 2 is not 4 to 5`
};

/// The smallest change of one metric, in one direction, that leads to another segment.
struct Counterfactual {
  Metric metric = Metric::recency;
  Amount from, to;          ///< the value now, and after the change
  int score = 1;            ///< the metric's score after the change
  std::size_t segment = 0;  ///< the new segment: index for Segmentation::rule()
};

/// Why one customer is in its segment.
struct Explanation {
  Customer customer;
  Amount revenue;
  std::optional<std::string> group;  ///< the name of its ScoredGroup, if customers are grouped
  std::size_t customers = 0;         ///< number of customers scored together
  std::array<MetricPosition, 3> positions;      ///< by Metric
  std::string code;                             ///< see score_code()
  std::size_t segment = 0;                      ///< index for Segmentation::rule()
  std::vector<MissedRule> missed;               ///< the rules before `segment`, in order
  std::vector<Counterfactual> counterfactuals;  ///< by metric; the decrease before the increase
};

/// Explains the segment of customer `customer`, an index into the table. `segmentation` must be
/// that of the table.
///
/// A counterfactual changes one metric of this customer; other customers and the cuts stay the
/// same, and ranks are determined again. Recency changes by days, down to 0; frequency by 1, down
/// to 1 (or 0 if it excludes the first purchase); monetary by cents, down to 0.01 if no customer is
/// at 0 or below.
[[nodiscard]] Explanation explain_customer(const CustomerTable& table,
                                           const Segmentation& segmentation, std::size_t customer);

}  // namespace rfmseg
