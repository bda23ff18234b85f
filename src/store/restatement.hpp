#pragma once

#include <SQLiteCpp/Statement.h>
#include <absl/container/flat_hash_map.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/store/store.hpp"
#include "store/database.hpp"

namespace rfmseg {

/// The orders of one file, which replace those of files ingested earlier. Used within the caller's
/// transaction. Which orders the file contains is in a temporary table, which is private to the
/// connection, so that memory is limited.
class Restatement {
 public:
  /// Starts empty.
  explicit Restatement(const Database& database);

  /// Notes that the file contains rows of the order, whether they are stored or not. `updated`:
  /// when they were written, if that is known; the latest of an order applies.
  void add(std::string_view order, std::optional<Timestamp> updated);
  /// The number of orders noted since forget().
  [[nodiscard]] std::size_t noted() const { return orders_.size(); }

  /// Decides about the noted orders, and notes that the file has a version of them. To be called
  /// before their rows are written. `file` is the id of the file in the store.
  void decide(std::int64_t file);
  /// After decide(): whether the store has a newer version of a noted order.
  [[nodiscard]] bool is_outdated(const std::string& order) const;
  /// Forgets the noted orders, after their rows were written.
  void forget() { orders_.clear(); }
  /// Counts rows of an outdated order, which are not written.
  void omit(const Ledger::Entry& rows) { outdated_.rows += rows; }

  /// Removes what earlier files have of the file's orders and this one does not. To be called once,
  /// after all rows were written.
  void replace(std::int64_t file);

  /// The rows that replace() has removed, and their orders.
  [[nodiscard]] const RestatedOrders& replaced() const { return replaced_; }
  /// Rows of this file of which the store has a newer version.
  [[nodiscard]] const RestatedOrders& outdated() const { return outdated_; }

 private:
  /// What happens to an order of the file. Stored in the temporary table.
  enum class Decision { is_new, replaces, outdated };
  struct Order {
    std::optional<Timestamp> updated;
    Decision decision = Decision::is_new;
  };

  [[nodiscard]] Decision decision(const std::string& id, const Order& order);
  void note_version(const std::string& id, const Order& order, std::int64_t file);

  const Database& database_;
  absl::flat_hash_map<std::string, Order> orders_;
  RestatedOrders replaced_, outdated_;

  SQLite::Statement find_decision_, insert_decision_;
  SQLite::Statement find_update_, write_update_, find_purchase_;
  SQLite::Statement find_versions_, write_versions_;
};

}  // namespace rfmseg
