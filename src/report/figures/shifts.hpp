#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "report/figures/segment_looks.hpp"
#include "rfmseg/movement/movement.hpp"
#include "rfmseg/rfm/quantile.hpp"

namespace rfmseg::figures {

/// Customers whose change of segment has the same meaning for the shop.
struct Shift {
  static constexpr std::size_t kMostShown = 10;

  enum class Kind : std::uint8_t {
    slipped,   ///< from a segment to keep or grow to one to win back or of low cost
    won_back,  ///< the other way
    moved_up,  ///< from a segment to grow to one to keep
    came,
    went
  };

  Kind kind = Kind::slipped;
  std::int64_t customers = 0;  ///< not 0
  /// The kMostShown with the highest spend, highest first, then by id.
  std::vector<Mover> top;
  Amount before, after;  ///< spend of all
  Quantile recency;      ///< median of days since the last order; of those who went, before

  /// After, or before for those who went.
  [[nodiscard]] Amount spend() const { return kind == Kind::went ? before : after; }
};

/// The shifts with customers, in the order of Kind. Moves from or to segments without a group are
/// in none.
[[nodiscard]] std::vector<Shift> find_shifts(const Movement& movement, const SegmentLooks& looks);

/// The shift of that kind; null if no customer is in it.
[[nodiscard]] const Shift* find_shift(const std::vector<Shift>& shifts, Shift::Kind kind);

}  // namespace rfmseg::figures
