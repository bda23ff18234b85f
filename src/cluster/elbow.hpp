#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace rfmseg {

/// Where a falling curve over evenly spaced places bends most, as Kneedle finds it (Satopää,
/// Albrecht, Irwin and Raghavan, Finding a "kneedle" in a haystack, ICDCSW 2011, with sensitivity
/// 1 and without smoothing): the index of that place; nothing when the curve has no bend that
/// stands out.
[[nodiscard]] std::optional<std::size_t> elbow(std::span<const double> curve);

}  // namespace rfmseg
