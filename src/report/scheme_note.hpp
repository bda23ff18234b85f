#pragma once

#include <string>

#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {

/// `Segments depend on recency and frequency; spend plays no part.` Empty for a scheme with a rule
/// about the monetary score.
[[nodiscard]] std::string spend_note(const Scheme& scheme);

}  // namespace rfmseg
