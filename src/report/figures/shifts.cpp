#include "report/figures/shifts.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "largest.hpp"
#include "rfm/quantiles.hpp"
#include "rfmseg/rfm/columns.hpp"

namespace rfmseg::figures {
namespace {

constexpr std::array kKinds = {Shift::Kind::slipped, Shift::Kind::won_back, Shift::Kind::moved_up,
                               Shift::Kind::came, Shift::Kind::went};

bool is_healthy(SegmentGroup group) {
  return group == SegmentGroup::keep || group == SegmentGroup::grow;
}

std::optional<Shift::Kind> kind_of(std::size_t from, std::size_t to, const SegmentLooks& looks) {
  if (from == kNoSegment) return Shift::Kind::came;
  if (to == kNoSegment) return Shift::Kind::went;
  const std::optional<SegmentGroup> before = looks.segments[from].group;
  const std::optional<SegmentGroup> after = looks.segments[to].group;
  if (!before || !after) return std::nullopt;
  if (is_healthy(*before) != is_healthy(*after)) {
    return is_healthy(*before) ? Shift::Kind::slipped : Shift::Kind::won_back;
  }
  if (*before == SegmentGroup::grow && *after == SegmentGroup::keep) return Shift::Kind::moved_up;
  return std::nullopt;
}

Amount spend_of(const Mover& mover) {
  return (mover.after ? mover.after : mover.before)->monetary;
}

/// A shift in the making.
struct Gathered {
  Shift shift;
  IntegerColumn recency;

  void add(const Movers& movers, const Movers::Place& place) {
    ++shift.customers;
    if (place.before) shift.before += movers.before().monetary[*place.before];
    if (place.after) shift.after += movers.after().monetary[*place.after];
    const SnapshotCustomers& last = place.after ? movers.after() : movers.before();
    const std::size_t customer = place.after ? *place.after : *place.before;
    recency.push_back(last.recency[customer]);
    keep_largest(shift.top, Shift::kMostShown, last.monetary[customer], spend_of,
                 [&] { return movers.mover(place); });
  }
};

}  // namespace

std::vector<Shift> find_shifts(const Movement& movement, const SegmentLooks& looks) {
  std::vector<Gathered> all(kKinds.size());
  const Movers& movers = movement.movers;
  for (std::size_t i = 0; i < movers.size(); ++i) {
    const Movers::Place place = movers.place(i);
    const auto kind = kind_of(movers.from(place), movers.to(place), looks);
    if (kind) all[static_cast<std::size_t>(*kind)].add(movers, place);
  }
  std::vector<Shift> shifts;
  for (const Shift::Kind kind : kKinds) {
    Gathered& gathered = all[static_cast<std::size_t>(kind)];
    if (gathered.shift.customers == 0) continue;
    gathered.shift.kind = kind;
    gathered.shift.recency = median(std::move(gathered.recency));
    shifts.push_back(std::move(gathered.shift));
  }
  return shifts;
}

const Shift* find_shift(const std::vector<Shift>& shifts, Shift::Kind kind) {
  const auto shift = std::ranges::find(shifts, kind, &Shift::kind);
  return shift == shifts.end() ? nullptr : &*shift;
}

}  // namespace rfmseg::figures
