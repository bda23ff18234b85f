#pragma once

#include <cstdint>
#include <ostream>

namespace rfmseg::shop {

struct ShopOptions {
  std::uint64_t customers = 200;  // 1 to 10^9; each of them buys at least once
  std::uint64_t seed = 3;
  /// Mean lines an order. 0 goes by size: a corner shop's few below 1,000 customers, so that the
  /// sample stays small, and from there the long orders of a wholesaler, as in the UCI file.
  std::uint64_t basket = 0;
};

/// Writes the transactions of an invented gift shop over a year, dirt included, as CSV.
///
/// The bytes depend on the options alone, on every machine; memory does not grow with them. Stops
/// early when the stream goes bad, which is for the caller to see.
void write_shop(const ShopOptions& options, std::ostream& out);

}  // namespace rfmseg::shop
