#pragma once

#include <cstddef>
#include <optional>

namespace rfmseg {

/// A value that more than 60 % of all customers have.
template <class Value>
struct Crowd {
  Value value{};
  std::size_t customers = 0;
};

/// The crowd among the values of a metric; nothing if there is none. Takes linear time: a value of
/// more than half survives when different values cancel out (Boyer and Moore, 1981).
template <class Values>
[[nodiscard]] auto find_crowd(const Values& values) {
  using Value = typename Values::value_type;
  Crowd<Value> crowd;
  for (const Value value : values) {
    if (crowd.customers == 0) crowd.value = value;
    crowd.customers += value == crowd.value ? 1 : std::size_t{0} - 1;
  }
  crowd.customers = 0;
  std::size_t all = 0;
  for (const Value value : values) {
    ++all;
    if (value == crowd.value) ++crowd.customers;
  }
  const bool crowded = 5 * crowd.customers > 3 * all;
  return crowded ? std::optional(crowd) : std::nullopt;
}

}  // namespace rfmseg
