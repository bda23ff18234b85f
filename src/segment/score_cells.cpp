#include "segment/score_cells.hpp"

#include <algorithm>

namespace rfmseg {
namespace {

ScoreRange cut_to(ScoreRange range, int bins) {
  return {std::max(range.low, 1), std::min(range.high, bins)};
}

}  // namespace

ScoreCells::ScoreCells(std::span<const SegmentRule> rules, const Scoring& scoring)
    : frequency_bins_(scoring.frequency.bins),
      monetary_bins_(scoring.monetary.bins),
      cells_(static_cast<std::size_t>(scoring.recency.bins * frequency_bins_ * monetary_bins_),
             static_cast<std::uint16_t>(rules.size())) {
  // Filled from the last rule to the first, so that the first rule overwrites later ones.
  for (std::size_t i = rules.size(); i-- > 0;) {
    const SegmentRule& rule = rules[i];
    const auto paint = [&](int r, int f, int m) {
      cells_[index(r, f, m)] = static_cast<std::uint16_t>(i);
    };
    if (!rule.codes.empty()) {
      for (const ScoreCell& code : rule.codes) paint(code.recency, code.frequency, code.monetary);
      continue;
    }
    const ScoreRange recency = cut_to(rule.recency, scoring.recency.bins);
    const ScoreRange frequency = cut_to(rule.frequency, frequency_bins_);
    const ScoreRange monetary = cut_to(rule.monetary, monetary_bins_);
    if (monetary.low > monetary.high) continue;
    const bool box = !rule.twice_fm_mean && !rule.total;
    for (int r = recency.low; r <= recency.high; ++r) {
      for (int f = frequency.low; f <= frequency.high; ++f) {
        if (!box) {
          for (int m = monetary.low; m <= monetary.high; ++m) {
            if (rule.contains({r, f, m})) paint(r, f, m);
          }
          continue;
        }
        const auto from = cells_.begin() + static_cast<std::ptrdiff_t>(index(r, f, monetary.low));
        std::fill_n(from, monetary.high - monetary.low + 1, static_cast<std::uint16_t>(i));
      }
    }
  }
}

}  // namespace rfmseg
