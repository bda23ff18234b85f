#include "cli/options/model_options.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "cli/log.hpp"
#include "cli/options/checks.hpp"

namespace rfmseg::cli {

Options declare_model(std::string& model, const std::string& description) {
  return in_group(
      "Segments and clusters",
      {Option("--model", &model, "FILE", description,
              {.alone_in_group = true, .check = require_file, .role = FileRole::model})});
}

void log_drift(const Drift& drift, const std::string& name) {
  const double most = std::max({drift.recency, drift.frequency, drift.monetary});
  const std::string text = fmt::format(
      "population stability index against {}: recency {:.3f}, frequency {:.3f}, monetary {:.3f}",
      name, drift.recency, drift.frequency, drift.monetary);
  if (most <= kMuchDrift) return log_info(text);
  log_warning(
      fmt::format("{}: a value above {} means that customers have changed since the fit (hint: fit "
                  "a new model)",
                  text, kMuchDrift));
}

}  // namespace rfmseg::cli
