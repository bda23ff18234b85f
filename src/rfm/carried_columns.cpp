#include "rfm/carried_columns.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {

const TextColumn* carried_column(const CustomerTable& table, CustomerColumn column) {
  const auto found = std::ranges::find(table.carried, column_name(column),
                                       &std::pair<std::string, TextColumn>::first);
  return found == table.carried.end() ? nullptr : &found->second;
}

std::optional<Scores> carried_scores(const CustomerTable& table) {
  Scores scores;
  for (const auto& [column, metric] : {std::pair(CustomerColumn::r_score, &scores.recency),
                                       std::pair(CustomerColumn::f_score, &scores.frequency),
                                       std::pair(CustomerColumn::m_score, &scores.monetary)}) {
    const TextColumn* const cells = carried_column(table, column);
    if (cells == nullptr) return std::nullopt;
    for (std::size_t i = 0; i < cells->size(); ++i) {
      const std::string_view cell = (*cells)[i];
      int score = 0;
      const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), score);
      if (error != std::errc{} || score < 1 || score > kMostBins) {
        throw DataError(fmt::format("customer '{}': {} '{}' is not a score from 1 to {}",
                                    printable(table.ids[i]), column_name(column), printable(cell),
                                    kMostBins));
      }
      metric->score.push_back(static_cast<std::uint8_t>(score));
    }
  }
  return scores;
}

}  // namespace rfmseg
