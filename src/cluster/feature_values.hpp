#pragma once

#include <vector>

#include "rfmseg/cluster/feature_options.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/scores.hpp"

namespace rfmseg {

/// The value of a feature for every customer, as docs/definitions.md defines it, or with
/// Transform::score its score. Throws DataError that says what the table lacks for it, UsageError
/// when there are no scores.
[[nodiscard]] std::vector<double> feature_values(const CustomerTable& table, Feature feature,
                                                 Transform transform, const Scores* scores);

}  // namespace rfmseg
