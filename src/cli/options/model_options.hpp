#pragma once

#include <string>

#include "cli/option.hpp"
#include "rfmseg/segment/frozen_segments.hpp"

namespace rfmseg::cli {

/// `--model`, which goes with no other option about segments and clusters: it has its own.
[[nodiscard]] Options declare_model(std::string& model, const std::string& description);

/// Says how much customers differ from those that the model was found of, as a warning when that is
/// much. `name` is the model's.
void log_drift(const Drift& drift, const std::string& name);

}  // namespace rfmseg::cli
