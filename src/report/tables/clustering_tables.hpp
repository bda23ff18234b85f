#pragma once

#include "report/tables/result_table.hpp"
#include "rfmseg/cluster/k_choice.hpp"
#include "rfmseg/cluster/quality.hpp"

namespace rfmseg {

/// The figures of every number of clusters that was tried.
[[nodiscard]] ResultTable k_choice_table(const KChoice& choice);
/// How each cluster fares in resamples.
[[nodiscard]] ResultTable stability_table(const Stability& stability);

}  // namespace rfmseg
