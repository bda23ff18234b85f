#include "cli/options/store_options.hpp"

#include <cstdint>

#include "cli/options/checks.hpp"

namespace rfmseg::cli {

Options declare_store(InputOptions& options) {
  return in_group("Reading",
                  {Option("--store", &options.store, "FILE",
                          "Read transactions from this store (see rfmseg ingest) instead of INPUT",
                          {.check = require_file, .role = FileRole::store})});
}

Options declare_customers(InputOptions& options) {
  return joined({declare_input(options), declare_store(options)});
}

Options declare_required_store(std::string& store) {
  return {Option("--store", &store, "FILE", "Path of the store",
                 {.required = true, .check = require_file, .role = FileRole::store})};
}

Options declare_lock_timeout(double& seconds, const std::string& description,
                             const std::string& needs) {
  return in_group("Running",
                  {Option("--lock-timeout", &seconds, "SECONDS", description,
                          {.show_default = true, .range = Range{0, 86400}, .needs = needs})});
}

std::chrono::milliseconds lock_timeout(double seconds) {
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

}  // namespace rfmseg::cli
