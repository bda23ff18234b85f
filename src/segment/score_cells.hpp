#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {

/// The segment of every score cell: a table of bins x bins x bins.
class ScoreCells {
 public:
  /// At most 65,535 rules. Ranges are limited to the bins.
  ScoreCells(std::span<const SegmentRule> rules, const Scoring& scoring);

  /// The index of the first rule that contains the scores, which must be valid; the number of rules
  /// if none does.
  [[nodiscard]] std::uint16_t segment(int recency, int frequency, int monetary) const {
    return cells_[index(recency, frequency, monetary)];
  }
  /// Calls `visit(cell, segment)` for every cell, monetary varying fastest, then frequency.
  template <class Visit>
  void for_each(Visit visit) const {
    std::size_t next = 0;
    const int recency_bins = static_cast<int>(cells_.size()) / (frequency_bins_ * monetary_bins_);
    for (int r = 1; r <= recency_bins; ++r) {
      for (int f = 1; f <= frequency_bins_; ++f) {
        for (int m = 1; m <= monetary_bins_; ++m) visit(ScoreCell{r, f, m}, cells_[next++]);
      }
    }
  }
  /// Ordered by recency, then frequency, then monetary.
  [[nodiscard]] std::span<const std::uint16_t> cells() const { return cells_; }

 private:
  [[nodiscard]] std::size_t index(int recency, int frequency, int monetary) const {
    return static_cast<std::size_t>(
        ((recency - 1) * frequency_bins_ + frequency - 1) * monetary_bins_ + monetary - 1);
  }

  int frequency_bins_;
  int monetary_bins_;
  std::vector<std::uint16_t> cells_;
};

}  // namespace rfmseg
