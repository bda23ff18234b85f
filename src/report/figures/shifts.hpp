#pragma once

#include <cstdint>
#include <vector>

#include "report/figures/segment_looks.hpp"
#include "rfmseg/movement/movement.hpp"
#include "rfmseg/rfm/quantile.hpp"

namespace rfmseg::figures {

/// Customers whose change of segment has the same meaning for the shop.
struct Shift {
  enum class Kind : std::uint8_t {
    slipped,   ///< from a segment to keep or grow to one to win back or of low cost
    won_back,  ///< the other way
    moved_up,  ///< from a segment to grow to one to keep
    came,
    went
  };

  Kind kind = Kind::slipped;
  std::vector<const Mover*> movers;  ///< not empty; highest spend first, then by id
  Amount before, after;              ///< their spend
  Quantile recency;  ///< median of days since the last order; of those who went, before

  [[nodiscard]] std::int64_t size() const { return std::ssize(movers); }
  /// After, or before for those who went.
  [[nodiscard]] Amount spend() const { return kind == Kind::went ? before : after; }
};

/// The shifts with customers, in the order of Kind. `movement` must outlive them. Moves from or to
/// segments without a group are in none.
[[nodiscard]] std::vector<Shift> find_shifts(const Movement& movement, const SegmentLooks& looks);

/// The shift of that kind; null if no customer is in it.
[[nodiscard]] const Shift* find_shift(const std::vector<Shift>& shifts, Shift::Kind kind);

}  // namespace rfmseg::figures
