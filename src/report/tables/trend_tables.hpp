#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/tables/result_table.hpp"
#include "rfmseg/report/trend_report.hpp"

namespace rfmseg {

/// A row per date and segment.
[[nodiscard]] ResultTable trend_segment_table(const Trend& trend,
                                              std::optional<std::size_t> point = std::nullopt);
/// A row per date and pair of segments with customers.
[[nodiscard]] ResultTable trend_flow_table(const Trend& trend,
                                           std::optional<std::size_t> point = std::nullopt);

/// A row per segment and one of all, a column per date of the last ones.
[[nodiscard]] Table trend_matrix(const TrendReport& report, TrendFigure figure);
[[nodiscard]] std::size_t first_period_shown(const TrendReport& report);

/// What moved most in the last period, largest first, at most ten; for people.
[[nodiscard]] Table largest_flows(const Trend& trend);

/// `2011-12`; with a star if the period is not complete: see partial_note().
[[nodiscard]] std::string period_title(const TrendPoint& point);
/// What the star is; empty if no period has one.
[[nodiscard]] std::string partial_note(const TrendReport& report);
/// `Largest moves in 2011-12`.
[[nodiscard]] std::string flows_title(const Trend& trend);

// Sentences.

[[nodiscard]] std::string trend_sentence(const TrendReport& report);
[[nodiscard]] std::string cuts_sentence(const Trend& trend);
[[nodiscard]] std::string figure_sentence(const TrendReport& report, TrendFigure figure);

}  // namespace rfmseg
