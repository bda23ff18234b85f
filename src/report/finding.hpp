#pragma once

#include <string>
#include <vector>

#include "report/figures/segment_groups.hpp"
#include "rfmseg/report/analysis.hpp"

namespace rfmseg {

/// The main result in a few sentences: which segment brings the revenue, and what is about to be
/// lost (or how concentrated revenue is, if there is nothing to win back).
[[nodiscard]] std::string finding(const Analysis& analysis,
                                  const std::vector<figures::GroupOfSegments>& groups);
/// Whether the scheme has segments whose customers a shop wins back.
[[nodiscard]] bool can_win_back(const Scheme& scheme);

// Numbers of a sentence, rounded for people.

/// `8.91M GBP`.
[[nodiscard]] std::string short_money_text(double amount, const Analysis& analysis);
[[nodiscard]] std::string short_money_text(Amount amount, const Analysis& analysis);
/// `, GBP` for the title of a column; empty if the input has no currency.
[[nodiscard]] std::string comma_currency(const Analysis& analysis);
/// `Orders`, or what else frequency counts.
[[nodiscard]] std::string frequency_heading(const MetricDefinitions& metrics);
/// A median of days, rounded up: at least half of the customers have as many or more.
[[nodiscard]] std::string days_text(const Quantile& median);

}  // namespace rfmseg
