#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace rfmseg {

/// The index of the knee of a decreasing curve over evenly spaced positions, by Kneedle with
/// sensitivity 1 and without smoothing (Satopää, Albrecht, Irwin and Raghavan, Finding a "kneedle"
/// in a haystack, ICDCSW 2011). Nothing if the curve has no distinct knee.
[[nodiscard]] std::optional<std::size_t> elbow(std::span<const double> curve);

}  // namespace rfmseg
