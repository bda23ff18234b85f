#include "report/figures/score_grid.hpp"

namespace rfmseg::figures {

ScoreGrid score_grid(const CustomerTable& table, const Scores& scores) {
  ScoreGrid grid{scores.recency.scoring.bins, scores.frequency.scoring.bins, {}};
  grid.cells.assign(static_cast<std::size_t>(grid.recency_bins),
                    std::vector<ScoreGrid::Cell>(static_cast<std::size_t>(grid.frequency_bins)));
  for (std::size_t i = 0; i < table.size(); ++i) {
    const ScoreCell score = scores.cell(i);
    const auto row = static_cast<std::size_t>(score.recency - 1);
    const auto column = static_cast<std::size_t>(score.frequency - 1);
    ++grid.cells[row][column].customers;
    grid.cells[row][column].revenue += table.revenue(i);
  }
  return grid;
}

}  // namespace rfmseg::figures
