#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {

/// What subtracting cancellations did to the customers who have bought.
struct ReturnsEffect {
  /// A customer whom it cost much.
  struct Fall {
    std::string customer_id;
    Amount gross, net;
  };

  std::int64_t customers = 0;  ///< who have bought
  std::int64_t returning = 0;  ///< of these, who have cancelled something
  Amount gross;                ///< what they all bought
  Ledger::Entry subtracted;    ///< their cancellations

  std::int64_t dropped = 0;  ///< of these customers, those with nothing left
  Ledger::Entry dropped_sales, dropped_returns;
  Ledger::Entry
      without_purchase;     ///< cancellations by those who have bought nothing: they change nothing
  Ledger::Entry unmatched;  ///< of those subtracted: for a product not bought before

  std::vector<Fall> largest;  ///< the largest falls, at most five, largest first (ties by id)

  /// What all of them bought, less what they cancelled.
  [[nodiscard]] Amount net() const { return gross + subtracted.amount; }
};

}  // namespace rfmseg
