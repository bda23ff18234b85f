#pragma once

#include <string>

#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg {

/// The cuts between scores as JSON, with all their digits: `{"recency":["30","60"],...}`; of
/// groups an object for each, by its name.
[[nodiscard]] std::string cuts_json(const Segmentation& segmentation);

}  // namespace rfmseg
