#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <string>
#include <vector>

#include "load/transaction.hpp"
#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {

/// Finds returns of products that were not sold before. Uses 16 bytes per product and
/// customer.
class ReturnMatcher {
 public:
  void add_sale(const Transaction& transaction);
  void add_return(const Transaction& transaction);
  /// Adds all rows of `other`. The order in which rows are added does not matter.
  void merge(ReturnMatcher&& other);

  /// The returns whose customer had not bought their stock code before.
  [[nodiscard]] Ledger::Entry unmatched() const;

 private:
  struct Return {
    std::uint64_t product = 0;
    Timestamp time{};
    Amount amount;
  };

  [[nodiscard]] std::uint64_t product(const Transaction& transaction);
  void add_sale(std::uint64_t product, Timestamp time);

  absl::flat_hash_map<std::uint64_t, Timestamp> first_sale_;  ///< by customer and stock code
  std::vector<Return> returns_;
  std::string text_;  ///< buffer
};

}  // namespace rfmseg
