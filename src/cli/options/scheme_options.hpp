#pragma once

#include <string>

#include "cli/option.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg::cli {

/// Which scheme, and cuts to use in place of its own.
struct SchemeOptions {
  std::string scheme = "classic";
  std::string recency_cuts;
  std::string frequency_cuts;
  std::string monetary_cuts;
};

[[nodiscard]] Options declare_scheme(SchemeOptions& options);
/// --scheme alone, with what it is for.
[[nodiscard]] Options declare_scheme_name(std::string& scheme, const std::string& description);

/// Loads the scheme, and says what is odd about it.
[[nodiscard]] Scheme load_scheme(const SchemeOptions& options);

}  // namespace rfmseg::cli
