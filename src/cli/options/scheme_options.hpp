#pragma once

#include <string>
#include <vector>

#include "cli/option.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg::cli {

/// Which scheme, and cuts that replace those in it.
struct SchemeOptions {
  std::string scheme = "classic";
  std::vector<Amount> recency_cuts, frequency_cuts, monetary_cuts;  ///< empty for the scheme's own
};

[[nodiscard]] Options declare_scheme(SchemeOptions& options);
/// --scheme alone, with what it is for.
[[nodiscard]] Options declare_scheme_name(std::string& scheme, const std::string& description);

/// Loads the scheme, and warns of gaps.
[[nodiscard]] Scheme load_scheme(const SchemeOptions& options);

}  // namespace rfmseg::cli
