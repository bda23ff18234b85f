#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rfmseg::charts {

/// The colour of cluster `index` and of other things without one of their own. The first six keep
/// apart for every kind of colour blindness (Okabe and Ito, Color universal design, 2008); after
/// twelve they come again.
[[nodiscard]] std::string_view palette(std::size_t index);

/// A colour between pale and dark blue for `part` in 0..1.
[[nodiscard]] std::string shade(double part);

/// Black or white, whichever reads better on `#rrggbb`.
[[nodiscard]] std::string_view text_color_on(std::string_view color);

}  // namespace rfmseg::charts
