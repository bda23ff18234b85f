#pragma once

#include <string>

#include "rfmseg/movement/movement.hpp"

namespace rfmseg {

/// Which scores of a mover changed: `recency 5 to 4, monetary 3 to 4`; `new` and `gone` for who
/// came and went; empty where scores are not known or no score changed.
[[nodiscard]] std::string what_changed(const Mover& mover);

}  // namespace rfmseg
