#pragma once

#include <functional>
#include <span>

#include "report/tables/result_table.hpp"
#include "rfmseg/movement/movement.hpp"

namespace rfmseg {

/// Each segment before and after; the last row is the total.
[[nodiscard]] ResultTable segment_change_table(const Movement& movement);
/// Every pair of segments that customers moved or stayed between.
[[nodiscard]] ResultTable transition_table(const Movement& movement);
/// Customers before and after.
[[nodiscard]] ResultTable mover_table(const Movement& movement, std::span<const Mover> movers);
/// All Movement::movers in tables of a thousand, at least one, since there may be millions of them.
void for_each_mover_table(
    const Movement& movement,
    const std::function<void(std::span<const Mover>, const ResultTable&)>& use);

}  // namespace rfmseg
