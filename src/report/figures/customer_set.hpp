#pragma once

#include <cstddef>
#include <vector>

#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/quantile.hpp"

namespace rfmseg::figures {

/// Some customers, and how the median one of them buys.
struct CustomerSet {
  std::vector<std::size_t> customers;  ///< indices into the table; not empty
  Amount revenue;                      ///< of all of them
  Quantile recency, frequency, spend;  ///< medians; `spend` is a customer's revenue

  [[nodiscard]] std::int64_t size() const { return std::ssize(customers); }
};

[[nodiscard]] CustomerSet customer_set(const CustomerTable& table,
                                       std::vector<std::size_t> customers);

}  // namespace rfmseg::figures
