#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "load/transaction.hpp"
#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// An order by a hash of its layout and its id.
using OrderKey = std::pair<std::uint64_t, std::uint64_t>;
[[nodiscard]] OrderKey order_key(const std::string& layout, std::string_view order);

/// An order as one file has it.
struct OrderVersion {
  std::optional<Timestamp> updated;  ///< the latest time at which its rows were written
  // Of the transaction for which this is least, so that the order of rows does not matter:
  std::uint64_t customer = 0;  ///< a hash; 0: unknown
  Timestamp time{};

  void merge(const OrderVersion& other);
};

/// The orders of one file whose layout restates orders. Takes about 60 bytes per order.
class OrderVersions {
 public:
  explicit OrderVersions(std::string layout = {}) : layout_(std::move(layout)) {}

  /// Notes that the file has a row of the order, whether it counts or not. Not without an id.
  void add(std::string_view order, std::optional<Timestamp> updated,
           const Transaction* transaction);
  /// Adds the orders of `other`: of the same file. The order of calls does not matter.
  void merge(OrderVersions&& other);

 private:
  friend class NewestOrders;

  std::string layout_;
  std::string last_;                 ///< the order of the last row
  OrderVersion* current_ = nullptr;  ///< its version, until another order is added
  absl::flat_hash_map<OrderKey, OrderVersion> orders_;
};

/// Which of several files has the newest version of each order, as Store::ingest() decides it: the
/// later file, unless both know when an order was written.
class NewestOrders {
 public:
  /// Adds the orders of file `number`, later than all before it.
  void add_file(std::size_t number, const OrderVersions& file);

  /// Whether an order is in several files.
  [[nodiscard]] bool any_restated() const { return restated_ > 0; }
  /// Throws DataError if most orders that are in several files have other customers and times in
  /// each: they are those of several shops. `file` is the first one's name.
  void check_shops(const std::string& file) const;

  /// Whether a newer version of the order is in another file than `number`.
  [[nodiscard]] bool is_restated(const OrderKey& order, std::size_t number) const {
    const auto newest = orders_.find(order);
    return newest != orders_.end() && newest->second.file != number;
  }

 private:
  struct Newest {
    std::size_t file = 0;
    OrderVersion version;
  };

  absl::flat_hash_map<OrderKey, Newest> orders_;
  std::uint64_t restated_ = 0;   ///< orders of a file that an earlier one has
  std::uint64_t different_ = 0;  ///< of these, with another customer and time
};

}  // namespace rfmseg
