#pragma once

/// \file
/// Keys of segments: names that are safe in shells, file names and mailing programs.
///
///     const rfmseg::Scheme scheme = rfmseg::load_scheme("classic");
///     const std::vector<std::string> keys = rfmseg::segment_keys(scheme);
///     std::cout << scheme.segments[0].name << " is " << keys[0] << '\n';

#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {

/// The key of a segment with this name: lower-case ASCII letters and digits, with `_` for all that
/// is between them. Letters lose their accents, and apostrophes are dropped: `cant_lose` for
/// `Can't Lose`. At most 60 characters; `segment` if nothing is left.
[[nodiscard]] std::string segment_key(std::string_view name);

/// The keys of segments with these names, in their order. Of several with the same segment_key()
/// the first keeps it; the others get a number that makes theirs unique: `vip`, `vip_2`.
[[nodiscard]] std::vector<std::string> segment_keys(const std::vector<std::string>& names);
/// The same for the segments of a scheme; the last key is that of Scheme::unmatched.
[[nodiscard]] std::vector<std::string> segment_keys(const Scheme& scheme);

}  // namespace rfmseg
