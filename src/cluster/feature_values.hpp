#pragma once

#include <vector>

#include "rfmseg/cluster/features.hpp"

namespace rfmseg {

/// The value of a feature for every customer, as docs/definitions.md defines it. Throws DataError
/// that says what the table lacks for it.
[[nodiscard]] std::vector<double> feature_values(const CustomerTable& table, Feature feature);

}  // namespace rfmseg
