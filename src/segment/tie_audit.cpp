#include "rfmseg/segment/tie_audit.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "rfm/score_methods.hpp"
#include "rfm/scoring.hpp"

namespace rfmseg {
namespace {

bool splits_ties(const MetricScoring& scoring) {
  return traits(scoring.method).by_place;
}

/// The number of customers with the same value as a customer with another score.
std::int64_t in_split_ties(const std::vector<Amount>& values, const MetricScores& scores) {
  if (!splits_ties(scores.scoring)) return 0;
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::int64_t customers = 0;
  for (auto first = order.begin(); first != order.end();) {
    const auto last = std::find_if(first, order.end(),
                                   [&](std::size_t i) { return values[i] != values[*first]; });
    const bool split = std::any_of(
        first, last, [&](std::size_t i) { return scores.score[i] != scores.score[*first]; });
    if (split) customers += last - first;
    first = last;
  }
  return customers;
}

void keep_ties_together(MetricScoring& scoring) {
  if (splits_ties(scoring)) scoring.method = ScoreMethod::quantile;
}

/// The values of these customers only.
std::vector<Amount> values_of(const std::vector<Amount>& values,
                              const std::vector<std::size_t>& customers) {
  std::vector<Amount> some;
  some.reserve(customers.size());
  for (const std::size_t i : customers) some.push_back(values[i]);
  return some;
}

/// The same; if customers are grouped, within each group.
std::int64_t in_split_ties(const CustomerTable& table,
                           std::vector<Amount> (*values_of_table)(const CustomerTable&),
                           const Segmentation& segmentation, MetricScores Scores::*metric) {
  const MetricScores& scores = segmentation.scores.*metric;
  if (segmentation.groups.empty() && !splits_ties(scores.scoring)) return 0;
  const std::vector<Amount> values = values_of_table(table);
  if (segmentation.groups.empty()) return in_split_ties(values, scores);
  std::int64_t customers = 0;
  for (const ScoredGroup& group : segmentation.groups) {
    customers += in_split_ties(values_of(values, group.customers), group.scores.*metric);
  }
  return customers;
}

}  // namespace

TieAudit audit_ties(const CustomerTable& table, const Segmentation& segmentation,
                    std::size_t min_group) {
  TieAudit audit{in_split_ties(table, recency_values, segmentation, &Scores::recency),
                 in_split_ties(table, frequency_values, segmentation, &Scores::frequency),
                 in_split_ties(table, monetary_values, segmentation, &Scores::monetary), 0};
  audit.other_segment = segments_by_ties(table, segmentation, min_group);
  return audit;
}

std::int64_t segments_by_ties(const CustomerTable& table, const Segmentation& segmentation,
                              std::size_t min_group) {
  const Scoring& scoring = segmentation.scheme.scoring;
  if (!splits_ties(scoring.recency) && !splits_ties(scoring.frequency) &&
      !splits_ties(scoring.monetary)) {
    return 0;
  }
  Scheme together = segmentation.scheme;
  keep_ties_together(together.scoring.recency);
  keep_ties_together(together.scoring.frequency);
  keep_ties_together(together.scoring.monetary);
  const Segmentation other = segment_customers(table, together, min_group);
  std::int64_t customers = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (other.segment[i] != segmentation.segment[i]) ++customers;
  }
  return customers;
}

}  // namespace rfmseg
