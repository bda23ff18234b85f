#include "cli/model_options.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/log.hpp"
#include "cli/options.hpp"

namespace rfmseg::cli {

void add_model_option(CLI::App& command, std::string& model, const char* description) {
  CLI::Option* const option = command.add_option("--model", model, description)
                                  ->type_name("FILE")
                                  ->check(CLI::Validator(require_file, ""))
                                  ->group("Segments and clusters");
  for (CLI::Option* const other : command.get_options()) {
    if (other->get_group() == option->get_group() && other != option) option->excludes(other);
  }
}

void log_drift(const Drift& drift, const std::string& name) {
  const double most = std::max({drift.recency, drift.frequency, drift.monetary});
  const std::string text = fmt::format(
      "population stability index against {}: recency {:.3f}, frequency {:.3f}, monetary {:.3f}",
      name, drift.recency, drift.frequency, drift.monetary);
  if (most <= kMuchDrift) return log_info(text);
  log_warning(
      fmt::format("{}: above {} customers have changed since it was fitted (hint: fit the "
                  "model again)",
                  text, kMuchDrift));
}

}  // namespace rfmseg::cli
