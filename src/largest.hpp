#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

namespace rfmseg {

/// Adds the value that `make` returns to `largest`, the at most `most` values with the largest
/// `size_of`, largest first, if it is one of them. `size` is its size; values of equal size stay in
/// the order in which they were added.
template <class Value, class Size, class SizeOf, class Make>
void keep_largest(std::vector<Value>& largest, std::size_t most, const Size& size, SizeOf size_of,
                  Make make) {
  const auto place = std::ranges::upper_bound(largest, size, std::greater<>(), size_of);
  if (place == largest.end() && largest.size() == most) return;
  largest.insert(place, make());
  if (largest.size() > most) largest.pop_back();
}

}  // namespace rfmseg
