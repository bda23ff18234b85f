#pragma once

#include "load/transaction.hpp"

namespace rfmseg {

// All lines of a purchase have the same kind, so that their sum is judged as each of them would be.
inline constexpr const char* kSale = "sale";
inline constexpr const char* kReturn = "return";           ///< a negative amount
inline constexpr const char* kNoQuantity = "no quantity";  ///< 0 or less
inline constexpr const char* kNoPrice = "no price";        ///< 0 or less, with a quantity above 0

[[nodiscard]] inline const char* kind_of(const Transaction& transaction) {
  if (transaction.amount < Amount{}) return kReturn;
  if (!transaction.quantity.positive()) return kNoQuantity;
  return transaction.price.positive() ? kSale : kNoPrice;
}

}  // namespace rfmseg
