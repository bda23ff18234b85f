#pragma once

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

enum class Metric { recency, frequency, monetary };
inline constexpr std::array kMetrics = {Metric::recency, Metric::frequency, Metric::monetary};

/// The name of a metric: `recency`, `frequency`, `monetary`.
[[nodiscard]] std::string_view to_string(Metric metric);

/// Where one value of a customer stands among the cuts.
struct MetricPosition {
  Amount value;
  MetricScoring scoring;
  int best = 1;  ///< the best score that is left: fewer than bins where equal edges are dropped
  /// The cuts next to it: values, or ranks where the method is `rank`. Nothing beyond the
  /// outermost.
  std::optional<Quantile> cut_below, cut_above;
  /// For `rank` and `ntile`, from 1: its place among those scored together.
  std::optional<std::int64_t> rank;
  std::int64_t ties = 0;  ///< other customers with the same value
  Metric metric = Metric::recency;
  int score = 1;
};

/// A rule that comes before the one that was hit.
struct MissedRule {
  std::size_t segment = 0;           ///< as Segmentation::rule() takes it
  std::vector<std::string> reasons;  ///< `recency score 2 is not 4 to 5`
};

/// The smallest change of one metric, in one direction, that leads to another segment.
struct Counterfactual {
  Metric metric = Metric::recency;
  Amount from, to;
  int score = 1;            ///< of the metric, after the change
  std::size_t segment = 0;  ///< as Segmentation::rule() takes it
};

/// Why one customer is in its segment.
struct Explanation {
  Customer customer;
  Amount revenue;
  std::optional<std::string> group;  ///< whose customers it is scored among
  std::size_t customers = 0;         ///< of how many it is one
  std::array<MetricPosition, 3> positions;
  std::string code;                             ///< of its scores
  std::size_t segment = 0;                      ///< as Segmentation::rule() takes it
  std::vector<MissedRule> missed;               ///< the rules before it, in order
  std::vector<Counterfactual> counterfactuals;  ///< by metric; the fall before the rise
};

/// Explains the segment of the customer with that index. Moves are what other customers and the
/// cuts between scores leave as they are: a day or an order at a time, or a cent, not below zero
/// days, one purchase and, unless somebody else is there already, one cent.
[[nodiscard]] Explanation explain_customer(const CustomerTable& table,
                                           const Segmentation& segmentation, std::size_t customer);

}  // namespace rfmseg
