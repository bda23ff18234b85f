#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <string>
#include <vector>

#include "load/transaction.hpp"
#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {

/// Finds cancellations of what was never sold. What it holds grows with the products that each
/// customer has bought, 16 bytes for each.
class ReturnMatcher {
 public:
  void add_sale(const Transaction& transaction);
  void add_return(const Transaction& transaction);
  /// Takes over all that `other` has seen. The order in which rows were added does not matter.
  void merge(ReturnMatcher&& other);

  /// The cancellations before which their customer has bought nothing with their stock code.
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
  std::string text_;  ///< room to work in
};

}  // namespace rfmseg
