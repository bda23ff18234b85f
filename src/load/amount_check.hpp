#pragma once

#include <cstdint>

#include "rfmseg/load/decimal.hpp"

namespace rfmseg {

/// Compares the line amounts of a file with its products of quantity and price.
struct AmountCheck {
  std::uint64_t rows = 0;       ///< that have both
  std::uint64_t different = 0;  ///< of these
  Amount product, stated;       ///< the sums of both

  void add(Amount by_product, Amount by_column) {
    ++rows;
    if (by_product != by_column) ++different;
    product += by_product;
    stated += by_column;
  }
  AmountCheck& operator+=(const AmountCheck& more) {
    rows += more.rows;
    different += more.different;
    product += more.product;
    stated += more.stated;
    return *this;
  }
};

}  // namespace rfmseg
