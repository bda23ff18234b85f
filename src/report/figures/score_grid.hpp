#pragma once

#include <cstdint>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/scores.hpp"

namespace rfmseg::figures {

/// The customers with each pair of scores of recency and frequency.
struct ScoreGrid {
  struct Cell {
    std::int64_t customers = 0;
    Amount revenue;

    /// Per customer, of whom there is at least one.
    [[nodiscard]] double mean_revenue() const {
      return revenue.to_double() / static_cast<double>(customers);
    }
  };
  int recency_bins = 0, frequency_bins = 0;
  std::vector<std::vector<Cell>> cells;  ///< by the scores, less 1

  [[nodiscard]] const Cell& at(int recency, int frequency) const {
    return cells[static_cast<std::size_t>(recency - 1)][static_cast<std::size_t>(frequency - 1)];
  }
};

[[nodiscard]] ScoreGrid score_grid(const CustomerTable& table, const Scores& scores);

}  // namespace rfmseg::figures
