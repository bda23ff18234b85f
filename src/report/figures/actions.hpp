#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "report/figures/customer_set.hpp"
#include "report/figures/segment_groups.hpp"

namespace rfmseg::figures {

/// What is worth doing now for some customers, and what it may bring.
struct Action {
  enum class Kind : std::uint8_t { call, win_back, grow };

  /// One more order of average value from one in so many customers.
  struct Prize {
    int one_in = 1;
    double order = 0;  ///< revenue per order of these customers
    double worth = 0;
  };

  Kind kind = Kind::call;
  std::vector<std::size_t> segments;  ///< indices into Analysis::segments, highest revenue first
  CustomerSet set;
  std::vector<std::size_t> top;  ///< the three customers with most revenue, equals as in the table
  std::optional<Prize> prize;    ///< empty if the number of orders is not known
};

/// The segments to win back are two actions if there are several: those of the segment with the
/// highest revenue per customer are worth a call.
[[nodiscard]] std::vector<Action> find_actions(const Analysis& analysis,
                                               const std::vector<GroupOfSegments>& groups);

}  // namespace rfmseg::figures
