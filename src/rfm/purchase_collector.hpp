#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "load/transaction.hpp"
#include "rfm/id_index.hpp"
#include "rfmseg/rfm/purchase_log.hpp"

namespace rfmseg {

/// Collects transactions for a PurchaseLog. The order of the rows does not matter.
class PurchaseCollector {
 public:
  /// `details`: those of MeasureOptions::detail_purchases.
  explicit PurchaseCollector(bool details = false) : details_(details) {}

  /// Adds a transaction that is kept or subtracted.
  void add(const Transaction& transaction, RowReason reason);
  /// Adds a row that is dropped, but would be subtracted if returns were.
  void add_dropped_return(const Transaction& transaction);
  /// Adds all rows of `other`.
  void merge(PurchaseCollector&& other);

  /// The purchases so far.
  [[nodiscard]] PurchaseLog log(bool subtracts_returns) const;

 private:
  [[nodiscard]] bool continues(const Transaction& transaction, RowReason reason) const;

  /// A customer and a product.
  using Pair = std::uint64_t;
  static Pair pair_of(std::uint32_t customer, std::uint32_t product) {
    return Pair{customer} << 32U | product;
  }

  void add_details(Purchase& purchase, const Transaction& transaction);
  void add_product(Pair pair, Timestamp time);
  [[nodiscard]] std::uint16_t number_of_country(std::string_view name);
  void set_countries(PurchaseLog& log) const;
  void count_products(PurchaseLog& log, const std::vector<std::uint32_t>& position) const;

  bool details_;
  IdIndex customers_, orders_, countries_, products_;
  std::vector<Purchase> purchases_;  ///< those of one order may be in several
  std::vector<DroppedReturn> dropped_;
  absl::flat_hash_map<Pair, Timestamp> first_bought_;
};

}  // namespace rfmseg
