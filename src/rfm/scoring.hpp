#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/scores.hpp"

namespace rfmseg {

/// What score_metric() does, of whole numbers.
[[nodiscard]] MetricScores score_counts(const IntegerColumn& values, const MetricScoring& scoring,
                                        Better better);

/// The score that `value` has by cuts found before; for every method but `rank` and `ntile`, whose
/// scores are those of ranks.
[[nodiscard]] int score_at(const MetricScores& scores, Better better, Amount value);
/// The score of rank `rank` of 1..`count` for `rank` and `ntile`.
[[nodiscard]] int score_at_rank(const MetricScores& scores, Better better, std::int64_t rank,
                                std::size_t count);

/// The scoring by fixed cuts that scores any value as it is scored among `values`, of which the
/// scores are. With `rank` and `ntile`, which may score equal values differently, all get the
/// score of the middle one of them.
[[nodiscard]] MetricScoring with_fixed_cuts(const MetricScores& scores,
                                            std::span<const Amount> values);

/// The values of one metric, parallel to the customers.
[[nodiscard]] std::vector<Amount> recency_values(const CustomerTable& table);
[[nodiscard]] std::vector<Amount> frequency_values(const CustomerTable& table);
[[nodiscard]] std::vector<Amount> monetary_values(const CustomerTable& table);

}  // namespace rfmseg
