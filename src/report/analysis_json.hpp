#pragma once

#include <optional>

#include "report/json_parts.hpp"
#include "rfmseg/report/analysis.hpp"

namespace rfmseg {

// The parts of analysis.json that are about clusters.

/// Null when no model was applied.
[[nodiscard]] Json model_json(const std::optional<AppliedModel>& model);
[[nodiscard]] Json clustering_json(const Analysis& analysis);

}  // namespace rfmseg
