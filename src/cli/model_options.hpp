#pragma once

#include <string>

#include "rfmseg/segment/frozen_segments.hpp"

namespace CLI {
class App;
}

namespace rfmseg::cli {

/// `--model`, which goes with no other option about segments and clusters: it has its own. To be
/// added after these.
void add_model_option(CLI::App& command, std::string& model, const char* description);

/// Says how much customers differ from those that the model was found of, as a warning when that is
/// much. `name` is the model's.
void log_drift(const Drift& drift, const std::string& name);

}  // namespace rfmseg::cli
