#include "rfmseg/segment/segmentation.hpp"

#include <algorithm>

#include "segment/score_cells.hpp"

namespace rfmseg {

const SegmentRule& Segmentation::rule(std::size_t index) const {
  return index < scheme.segments.size() ? scheme.segments[index] : scheme.unmatched;
}

Segmentation segment_customers(const CustomerTable& table, const Scheme& scheme) {
  Segmentation result{scheme, score_customers(table, scheme.scoring), {}};
  const Scores& scores = result.scores;
  const Scoring scoring{scores.recency.scoring, scores.frequency.scoring, scores.monetary.scoring};
  const ScoreCells cells(scheme.segments, scoring);
  result.segment.reserve(table.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    result.segment.push_back(cells.segment(scores.recency.score[i], scores.frequency.score[i],
                                           scores.monetary.score[i]));
  }
  return result;
}

double SegmentSummary::mean_monetary() const {
  return customers == 0 ? 0 : monetary.to_double() / static_cast<double>(customers);
}

std::vector<SegmentSummary> summarise_segments(const CustomerTable& table,
                                               const Segmentation& segmentation) {
  struct Sums {
    Int128 recency = 0;
    Int128 frequency = 0;
  };
  const std::size_t segments = segmentation.scheme.segments.size() + 1;
  std::vector<SegmentSummary> summaries(segments);
  std::vector<Sums> sums(segments);
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Customer& customer = table.customers[i];
    const std::size_t segment = segmentation.segment[i];
    ++summaries[segment].customers;
    summaries[segment].monetary += customer.monetary;
    summaries[segment].revenue += table.revenue(i);
    sums[segment].recency += customer.recency;
    sums[segment].frequency += customer.frequency;
  }
  for (std::size_t i = 0; i < segments; ++i) {
    summaries[i].segment = i;
    if (summaries[i].customers == 0) continue;
    const auto customers = static_cast<double>(summaries[i].customers);
    summaries[i].mean_recency = static_cast<double>(sums[i].recency) / customers;
    summaries[i].mean_frequency = static_cast<double>(sums[i].frequency) / customers;
  }
  std::erase_if(summaries, [](const SegmentSummary& s) { return s.customers == 0; });
  std::stable_sort(
      summaries.begin(), summaries.end(),
      [](const SegmentSummary& a, const SegmentSummary& b) { return a.revenue > b.revenue; });
  return summaries;
}

}  // namespace rfmseg
