#include "rfmseg/segment/segmentation.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <string>
#include <utility>

#include "segment/score_cells.hpp"

namespace rfmseg {
namespace {

/// The customers by group, in the order of Segmentation::groups.
std::vector<ScoredGroup> gather_groups(const CustomerTable& table, std::size_t min_group) {
  std::vector<ScoredGroup> groups;
  for (const std::string& name : table.groups.distinct()) groups.push_back({name, {}, {}});
  for (std::size_t i = 0; i < table.size(); ++i) {
    groups[table.groups.index(i)].customers.push_back(i);
  }
  std::ranges::sort(groups, [](const ScoredGroup& a, const ScoredGroup& b) {
    return a.customers.size() != b.customers.size() ? a.customers.size() > b.customers.size()
                                                    : a.name < b.name;
  });
  ScoredGroup rest{kRestGroup, {}, {}};
  std::erase_if(groups, [&](const ScoredGroup& group) {
    // A customer file may already have kRestGroup as a group.
    if (group.customers.size() >= min_group && group.name != kRestGroup) return false;
    rest.customers.insert(rest.customers.end(), group.customers.begin(), group.customers.end());
    return true;
  });
  if (!rest.customers.empty()) {
    std::ranges::sort(rest.customers);
    groups.push_back(std::move(rest));
  }
  return groups;
}

CustomerTable part_of(const CustomerTable& table, const std::vector<std::size_t>& customers) {
  CustomerTable part;
  for (const std::size_t i : customers) part.add(table.customer(i));
  return part;
}

/// Copies the scores of one group's customers to those of all customers.
void place_scores(const MetricScores& from, const std::vector<std::size_t>& customers,
                  MetricScores& to) {
  to.scoring = from.scoring;
  for (std::size_t i = 0; i < customers.size(); ++i) to.score[customers[i]] = from.score[i];
}

void score_groups(const CustomerTable& table, std::size_t min_group, Segmentation& result) {
  result.groups = gather_groups(table, min_group);
  result.group.resize(table.size());
  Scores& all = result.scores;
  for (MetricScores* metric : {&all.recency, &all.frequency, &all.monetary}) {
    metric->score.resize(table.size());
  }
  for (std::size_t g = 0; g < result.groups.size(); ++g) {
    ScoredGroup& group = result.groups[g];
    group.scores = score_customers(part_of(table, group.customers), result.scheme.scoring);
    place_scores(group.scores.recency, group.customers, all.recency);
    place_scores(group.scores.frequency, group.customers, all.frequency);
    place_scores(group.scores.monetary, group.customers, all.monetary);
    for (const std::size_t i : group.customers) result.group[i] = static_cast<std::uint32_t>(g);
  }
  // Only some groups may have been scored otherwise (MetricScoring::keep_crowd).
  const Scoring& given = result.scheme.scoring;
  all.recency.scoring.method = given.recency.method;
  all.frequency.scoring.method = given.frequency.method;
  all.monetary.scoring.method = given.monetary.method;
}

/// The figures of the segments of these customers.
std::vector<SegmentSummary> summarise(const CustomerTable& table, const Segmentation& segmentation,
                                      std::span<const std::size_t> customers) {
  struct Sums {
    Int128 recency = 0;
    Int128 frequency = 0;
  };
  const std::size_t segments = segmentation.scheme.segments.size() + 1;
  std::vector<SegmentSummary> summaries(segments);
  std::vector<Sums> sums(segments);
  for (const std::size_t i : customers) {
    const std::size_t segment = segmentation.segment[i];
    ++summaries[segment].customers;
    summaries[segment].monetary += table.monetary[i];
    summaries[segment].revenue += table.revenue(i);
    sums[segment].recency += table.recency[i];
    sums[segment].frequency += table.frequency[i];
  }
  for (std::size_t i = 0; i < segments; ++i) {
    summaries[i].segment = i;
    if (summaries[i].customers == 0) continue;
    const auto count = static_cast<double>(summaries[i].customers);
    summaries[i].mean_recency = static_cast<double>(sums[i].recency) / count;
    summaries[i].mean_frequency = static_cast<double>(sums[i].frequency) / count;
  }
  std::erase_if(summaries, [](const SegmentSummary& s) { return s.customers == 0; });
  std::stable_sort(
      summaries.begin(), summaries.end(),
      [](const SegmentSummary& a, const SegmentSummary& b) { return a.revenue > b.revenue; });
  return summaries;
}

}  // namespace

const SegmentRule& Segmentation::rule(std::size_t index) const {
  return index < scheme.segments.size() ? scheme.segments[index] : scheme.unmatched;
}

Segmentation segment_customers(const CustomerTable& table, const Scheme& scheme,
                               std::size_t min_group, unsigned threads) {
  Segmentation result{scheme, {}, {}};
  if (table.groups.empty()) {
    result.scores = score_customers(table, scheme.scoring, threads);
  } else {
    score_groups(table, min_group, result);
  }
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
  std::vector<std::size_t> everyone(table.size());
  std::iota(everyone.begin(), everyone.end(), std::size_t{0});
  return summarise(table, segmentation, everyone);
}

std::vector<SegmentSummary> summarise_segments(const CustomerTable& table,
                                               const Segmentation& segmentation,
                                               const ScoredGroup& group) {
  return summarise(table, segmentation, group.customers);
}

}  // namespace rfmseg
