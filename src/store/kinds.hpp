#pragma once

#include "load/transaction.hpp"

namespace rfmseg {

// What the lines of a purchase have in common, so that whoever judges their sum judges each of
// them.
inline constexpr const char* kSale = "sale";
inline constexpr const char* kNoQuantity = "no quantity";  ///< 0 or less
inline constexpr const char* kNoPrice = "no price";        ///< 0 or less, of a quantity above 0

[[nodiscard]] inline const char* kind_of(const Transaction& transaction) {
  if (!transaction.quantity.positive()) return kNoQuantity;
  return transaction.price.positive() ? kSale : kNoPrice;
}

}  // namespace rfmseg
