#pragma once

#include <vector>

#include "rfmseg/cluster/feature_options.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/scores.hpp"

namespace rfmseg {

/// The values of a feature for all customers, as docs/definitions.md defines them; with
/// Transform::score, the scores. Throws DataError if the table does not have the required column,
/// UsageError if `scores` are required, but null.
[[nodiscard]] std::vector<double> feature_values(const CustomerTable& table, Feature feature,
                                                 Transform transform, const Scores* scores);

}  // namespace rfmseg
