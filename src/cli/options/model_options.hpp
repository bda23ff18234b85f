#pragma once

#include <string>

#include "cli/option.hpp"
#include "rfmseg/segment/frozen_segments.hpp"

namespace rfmseg::cli {

/// `--model`, which cannot be used with other options of segments and clusters.
[[nodiscard]] Options declare_model(std::string& model, const std::string& description);

/// Logs how much customers differ from those that the model was found of, as a warning when that is
/// much. `name` is the model's.
void log_drift(const Drift& drift, const std::string& name);

}  // namespace rfmseg::cli
