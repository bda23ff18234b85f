#include "rfmseg/segment/explanation.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include "rfm/score_methods.hpp"
#include "rfm/scoring.hpp"
#include "segment/score_cells.hpp"
#include "segment/what_if.hpp"

namespace rfmseg {
namespace {

Amount value_of(const CustomerTable& table, std::size_t customer, Metric metric) {
  switch (metric) {
    case Metric::recency:
      return Amount::from_integer(table.recency[customer]);
    case Metric::frequency:
      return Amount::from_integer(table.frequency[customer]);
    case Metric::monetary:
      break;
  }
  return table.monetary[customer];
}

const MetricScores& scores_of(const Scores& scores, Metric metric) {
  switch (metric) {
    case Metric::recency:
      return scores.recency;
    case Metric::frequency:
      return scores.frequency;
    case Metric::monetary:
      break;
  }
  return scores.monetary;
}

Better better(Metric metric) {
  return metric == Metric::recency ? Better::lower : Better::higher;
}

std::string range_text(const ScoreRange& range) {
  return range.low == range.high ? std::to_string(range.low)
                                 : fmt::format("{} to {}", range.low, range.high);
}

/// Half of an integer: `3.5`.
std::string half_text(int twice) {
  return twice % 2 == 0 ? std::to_string(twice / 2) : fmt::format("{}.5", twice / 2);
}

/// Why the rule does not contain the scores; empty if it does.
std::vector<std::string> reasons_against(const SegmentRule& rule, const ScoreCell& cell,
                                         const std::string& code) {
  if (rule.contains(cell)) return {};
  if (!rule.codes.empty()) return {fmt::format("{} is not one of its codes", code)};
  std::vector<std::string> reasons;
  const auto check = [&](std::string_view metric, int score, const ScoreRange& range) {
    if (range.contains(score)) return;
    reasons.push_back(fmt::format("{} score {} is not {}", metric, score, range_text(range)));
  };
  check("recency", cell.recency, rule.recency);
  check("frequency", cell.frequency, rule.frequency);
  check("monetary", cell.monetary, rule.monetary);
  const int fm = cell.frequency + cell.monetary;
  if (rule.twice_fm_mean && !rule.twice_fm_mean->contains(fm)) {
    const ScoreRange& range = *rule.twice_fm_mean;
    reasons.push_back(
        fmt::format("the mean of frequency and monetary score, {}, is not {}", half_text(fm),
                    range.low == range.high
                        ? half_text(range.low)
                        : fmt::format("{} to {}", half_text(range.low), half_text(range.high))));
  }
  const int total = cell.recency + fm;
  if (rule.total && !rule.total->contains(total)) {
    reasons.push_back(fmt::format("the total score {} is not {}", total, range_text(*rule.total)));
  }
  return reasons;
}

/// Finds the counterfactuals of one customer.
class MoveFinder {
 public:
  MoveFinder(const Segmentation& segmentation, const Scores& scores, const ScoreCell& cell,
             bool minus_first)
      : cells_(segmentation.scheme.segments,
               {scores.recency.scoring, scores.frequency.scoring, scores.monetary.scoring}),
        cell_(cell),
        minus_first_(minus_first) {}

  void find(Metric metric, Amount value, const WhatIf& what_if,
            std::vector<Counterfactual>& counterfactuals) {
    const Int128 unit = step(metric).units();
    const Int128 most_down =
        std::max<Int128>((value - least(metric, value, what_if)).units() / unit, 0);
    const Int128 most_up = (what_if.ceiling(value) - value).units() / unit + 1;
    for (const auto& [sign, most] : {std::pair{-1, most_down}, std::pair{1, most_up}}) {
      const auto at = [&, direction = sign](Int128 steps) {
        return Amount::from_units(value.units() + steps * unit * direction);
      };
      const auto found = first_counterfactual(
          metric, most, [&](Int128 steps) { return what_if.score(at(steps)); });
      if (!found) continue;
      const int score = what_if.score(at(*found));
      counterfactuals.push_back({metric, value, at(*found), score, segment(metric, score)});
    }
  }

 private:
  static Amount step(Metric metric) {
    constexpr std::int64_t kCents = 100;
    return metric == Metric::monetary ? Amount::from_units(Amount::kUnitsPerOne / kCents)
                                      : Amount::from_integer(1);
  }
  [[nodiscard]] Amount least(Metric metric, Amount value, const WhatIf& what_if) const {
    switch (metric) {
      case Metric::recency:
        return {};
      case Metric::frequency:
        return Amount::from_integer(minus_first_ ? 0 : 1);
      case Metric::monetary:
        break;
    }
    // In customer files monetary may be negative.
    return what_if.positive(value) ? step(metric) : what_if.floor(value);
  }

  [[nodiscard]] std::size_t segment(Metric metric, int score) const {
    ScoreCell cell = cell_;
    (metric == Metric::recency     ? cell.recency
     : metric == Metric::frequency ? cell.frequency
                                   : cell.monetary) = score;
    return cells_.segment(cell.recency, cell.frequency, cell.monetary);
  }

  /// The least number of steps, up to `most`, to another segment. Scores are monotonic in the
  /// steps.
  template <class ScoreAt>
  std::optional<Int128> first_counterfactual(Metric metric, Int128 most, ScoreAt score_at) const {
    const std::size_t here = cells_.segment(cell_.recency, cell_.frequency, cell_.monetary);
    Int128 before = 0;
    while (score_at(most) != score_at(before)) {
      const int score = score_at(before);
      Int128 after = most;  // another score than at `before`
      while (after - before > 1) {
        const Int128 middle = before + (after - before) / 2;
        (score_at(middle) == score ? before : after) = middle;
      }
      if (segment(metric, score_at(after)) != here) return after;
      before = after;
    }
    return std::nullopt;
  }

  ScoreCells cells_;
  ScoreCell cell_;
  bool minus_first_;
};

MetricPosition position_of(Metric metric, Amount value, int score, const MetricScores& scores,
                           const WhatIf& what_if) {
  MetricPosition position;
  position.metric = metric;
  position.value = value;
  position.score = score;
  position.scoring = scores.scoring;
  position.ties = what_if.ties(value);
  if (traits(scores.scoring.method).by_place) position.rank = what_if.rank(value);
  const auto levels = static_cast<int>(scores.edges.size()) + 1;
  position.best = levels;
  const int bin = better(metric) == Better::lower ? levels + 1 - score : score;
  const auto edge = [&](int above_bin) -> std::optional<Quantile> {
    if (above_bin < 1 || above_bin >= levels) return std::nullopt;
    return scores.edges[static_cast<std::size_t>(above_bin - 1)];
  };
  position.cut_below = edge(bin - 1);
  position.cut_above = edge(bin);
  return position;
}

}  // namespace

std::string_view to_string(Metric metric) {
  switch (metric) {
    case Metric::recency:
      return "recency";
    case Metric::frequency:
      return "frequency";
    case Metric::monetary:
      break;
  }
  return "monetary";
}

Explanation explain_customer(const CustomerTable& table, const Segmentation& segmentation,
                             std::size_t customer) {
  // The customers scored together, and the index of `customer` among them.
  ScoredGroup everyone;
  const bool grouped = !segmentation.groups.empty();
  if (!grouped) {
    everyone.customers.resize(table.size());
    std::iota(everyone.customers.begin(), everyone.customers.end(), std::size_t{0});
  }
  const ScoredGroup& group = grouped ? segmentation.groups[segmentation.group[customer]] : everyone;
  const Scores& scores = grouped ? group.scores : segmentation.scores;
  const auto place = static_cast<std::size_t>(std::ranges::lower_bound(group.customers, customer) -
                                              group.customers.begin());

  Explanation explanation;
  explanation.customer = table.customer(customer);
  explanation.revenue = table.revenue(customer);
  if (grouped) explanation.group = group.name;
  explanation.customers = group.customers.size();
  explanation.code = score_code(segmentation.scores, customer);
  explanation.segment = segmentation.segment[customer];

  const ScoreCell cell = segmentation.scores.cell(customer);
  for (std::size_t i = 0; i < explanation.segment; ++i) {
    explanation.missed.push_back(
        {i, reasons_against(segmentation.scheme.segments[i], cell, explanation.code)});
  }
  MoveFinder counterfactuals(segmentation, scores, cell, segmentation.scheme.metrics.minus_first);
  for (const Metric metric : kMetrics) {
    std::vector<Amount> values;
    values.reserve(group.customers.size());
    for (const std::size_t i : group.customers) {
      values.push_back(value_of(table, i, metric));
    }
    const MetricScores& metric_scores = scores_of(scores, metric);
    const Amount value = values[place];
    const WhatIf what_if(values, place, metric_scores, better(metric));
    explanation.positions[static_cast<std::size_t>(metric)] =
        position_of(metric, value, scores_of(segmentation.scores, metric).score[customer],
                    metric_scores, what_if);
    counterfactuals.find(metric, value, what_if, explanation.counterfactuals);
  }
  return explanation;
}

}  // namespace rfmseg
