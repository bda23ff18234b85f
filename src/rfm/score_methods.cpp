#include "rfm/score_methods.hpp"

#include <array>
#include <cstddef>

namespace rfmseg {
namespace {

/// In the order of ScoreMethod.
constexpr std::array<ScoreMethodTraits, kScoreMethods.size()> kTraits = {{
    {.method = ScoreMethod::quantile, .name = "quantile", .has_closed_side = true},
    {.method = ScoreMethod::rank, .name = "rank", .by_place = true},
    {.method = ScoreMethod::ntile, .name = "ntile", .by_place = true},
    {.method = ScoreMethod::natural, .name = "natural"},
    {.method = ScoreMethod::cuts, .name = "cuts", .has_closed_side = true},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kTraits.size(); ++i) {
    if (static_cast<std::size_t>(kTraits[i].method) != i) return false;
  }
  return true;
}
static_assert(in_order());

}  // namespace

const ScoreMethodTraits& traits(ScoreMethod method) {
  return kTraits[static_cast<std::size_t>(method)];
}

std::string_view to_string(ScoreMethod method) {
  return traits(method).name;
}

}  // namespace rfmseg
