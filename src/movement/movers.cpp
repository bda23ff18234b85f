#include "rfmseg/movement/movers.hpp"

#include <cstdint>
#include <utility>

namespace rfmseg {
namespace {

std::int64_t stored(std::optional<std::size_t> place) {
  return place ? static_cast<std::int64_t>(*place) : -1;
}

std::optional<std::size_t> restored(std::int64_t place) {
  return place < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(place));
}

}  // namespace

Movers::Movers(Side before, Side after) : before_(std::move(before)), after_(std::move(after)) {}

void Movers::push_back(const Place& place) {
  places_before_.push_back(stored(place.before));
  places_after_.push_back(stored(place.after));
}

Movers::Place Movers::place(std::size_t index) const {
  return {restored(places_before_[index]), restored(places_after_[index])};
}

Mover Movers::mover(const Place& place) const {
  Mover mover{from(place), to(place), {}, {}};
  if (place.before) mover.before = before()[*place.before];
  if (place.after) mover.after = after()[*place.after];
  return mover;
}

}  // namespace rfmseg
