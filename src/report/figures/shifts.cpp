#include "report/figures/shifts.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "rfm/quantiles.hpp"

namespace rfmseg::figures {
namespace {

constexpr std::array kKinds = {Shift::Kind::slipped, Shift::Kind::won_back, Shift::Kind::moved_up,
                               Shift::Kind::came, Shift::Kind::went};

bool is_healthy(SegmentGroup group) {
  return group == SegmentGroup::keep || group == SegmentGroup::grow;
}

std::optional<Shift::Kind> kind_of(const Mover& mover, const SegmentLooks& looks) {
  if (mover.from == kNoSegment) return Shift::Kind::came;
  if (mover.to == kNoSegment) return Shift::Kind::went;
  const std::optional<SegmentGroup> from = looks.segments[mover.from].group;
  const std::optional<SegmentGroup> to = looks.segments[mover.to].group;
  if (!from || !to) return std::nullopt;
  if (is_healthy(*from) != is_healthy(*to)) {
    return is_healthy(*from) ? Shift::Kind::slipped : Shift::Kind::won_back;
  }
  if (*from == SegmentGroup::grow && *to == SegmentGroup::keep) return Shift::Kind::moved_up;
  return std::nullopt;
}

Amount spend_of(const Mover* mover) {
  return mover->after ? mover->after->monetary : mover->before->monetary;
}

void finish(Shift& shift) {
  std::ranges::stable_sort(
      shift.movers, [](const Mover* a, const Mover* b) { return spend_of(a) > spend_of(b); });
  std::vector<Amount> recency;
  for (const Mover* mover : shift.movers) {
    if (mover->before) shift.before += mover->before->monetary;
    if (mover->after) shift.after += mover->after->monetary;
    recency.push_back(Amount::from_integer((mover->after ? mover->after : mover->before)->recency));
  }
  std::ranges::sort(recency);
  shift.recency = quantile(recency, 1, 2);
}

}  // namespace

std::vector<Shift> find_shifts(const Movement& movement, const SegmentLooks& looks) {
  std::vector<Shift> all;
  for (const Shift::Kind kind : kKinds) all.push_back({kind, {}, {}, {}, {}});
  for (const Mover& mover : movement.movers) {
    const auto kind = kind_of(mover, looks);
    if (kind) all[static_cast<std::size_t>(*kind)].movers.push_back(&mover);
  }
  std::erase_if(all, [](const Shift& shift) { return shift.movers.empty(); });
  for (Shift& shift : all) finish(shift);
  return all;
}

const Shift* find_shift(const std::vector<Shift>& shifts, Shift::Kind kind) {
  const auto shift = std::ranges::find(shifts, kind, &Shift::kind);
  return shift == shifts.end() ? nullptr : &*shift;
}

}  // namespace rfmseg::figures
