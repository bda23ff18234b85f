#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/scores.hpp"

namespace rfmseg {

/// score_metric() for integers.
[[nodiscard]] MetricScores score_counts(const IntegerColumn& values, const MetricScoring& scoring,
                                        Better better);

/// The score of `value` under the given edges. For every method except `rank` and `ntile`, whose
/// edges are ranks or split equal values.
[[nodiscard]] int score_at(const MetricScores& scores, Better better, Amount value);
/// The score of rank `rank` of 1..`count` for `rank` and `ntile`.
[[nodiscard]] int score_at_rank(const MetricScores& scores, Better better, std::int64_t rank,
                                std::size_t count);

/// A scoring by fixed cuts that gives any value the score it has among `values`, which `scores`
/// belong to. For `rank` and `ntile`, which may score equal values differently, all get the score
/// of the middle one.
[[nodiscard]] MetricScoring with_fixed_cuts(const MetricScores& scores,
                                            std::span<const Amount> values);

/// The values of one metric, parallel to the customers.
[[nodiscard]] std::vector<Amount> recency_values(const CustomerTable& table);
[[nodiscard]] std::vector<Amount> frequency_values(const CustomerTable& table);
[[nodiscard]] std::vector<Amount> monetary_values(const CustomerTable& table);

}  // namespace rfmseg
