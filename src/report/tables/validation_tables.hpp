#pragma once

#include <string>
#include <vector>

#include "report/tables/result_table.hpp"
#include "rfmseg/clv/validation.hpp"

namespace rfmseg {

/// A row per group, and one of all customers.
[[nodiscard]] ResultTable trial_table(const Validation& trial,
                                      const std::vector<TrialGroup>& groups,
                                      const std::string& title);
/// All groups of all kinds, for files.
[[nodiscard]] ResultTable trial_table(const Validation& trial);
[[nodiscard]] ResultTable measure_trial_table(const Validation& trial);

/// The ends of the interval.
[[nodiscard]] std::string share_range(const Estimate& share);

/// Who came back, and which segments did so more and less than average.
[[nodiscard]] std::string trial_sentence(const Validation& trial);
/// Which groups came back more and less than average.
[[nodiscard]] std::string verdict_sentence(const std::vector<TrialGroup>& groups);
/// What measure_trial_table() shows.
[[nodiscard]] std::string measures_sentence(const Validation& trial);

}  // namespace rfmseg
