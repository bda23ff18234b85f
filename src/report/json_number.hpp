#pragma once

#include <nlohmann/json.hpp>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/rfm/quantile.hpp"

namespace rfmseg {

/// Up to 15 significant digits survive a double, so they are a number; more stay a string.
[[nodiscard]] nlohmann::ordered_json json_number(Amount amount);
[[nodiscard]] nlohmann::ordered_json json_number(const Quantile& quantile);

}  // namespace rfmseg
