#pragma once

#include <string_view>

#include "rfmseg/rfm/scores.hpp"

namespace rfmseg {

/// The properties of a scoring method on which other code depends.
struct ScoreMethodTraits {
  ScoreMethod method{};
  std::string_view name;  ///< in scheme files
  /// Whether it scores ranks, so that equal values may get different scores.
  bool by_place = false;
  bool has_closed_side = false;  ///< whether MetricScoring::closed applies
};

[[nodiscard]] const ScoreMethodTraits& traits(ScoreMethod method);

}  // namespace rfmseg
