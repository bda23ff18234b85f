#pragma once

#include <SQLiteCpp/Statement.h>
#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rfmseg/clean/cleaning_run.hpp"
#include "store/database.hpp"
#include "store/seen_rows.hpp"

namespace rfmseg {

/// Takes the rows of one file to the store, within a transaction that its owner begins and ends.
/// What it holds is bounded: lines wait here until there are many, alike ones together.
class Ingestion final : public RowSink {
 public:
  /// Lines that wait before they are written: some 100 bytes each.
  static constexpr std::size_t kMostWaiting = 500'000;

  /// `file` is the number that the file is going to have. The store does not depend on
  /// `most_waiting`.
  Ingestion(const Database& database, std::int64_t file, std::size_t most_waiting = kMostWaiting);

  void kept(const Transaction& transaction, const RowReader& row) override;
  void dropped(RowReason reason, const Transaction& transaction, const RowReader& row) override;
  void end_block() override;

  /// Writes what waits; to be called after the last row.
  void flush();

  /// The rows that the store had already. Final after flush().
  [[nodiscard]] const Ledger::Entry& already_stored() const { return already_stored_; }

 private:
  /// Lines of one order that are the same, and how many they are.
  struct Line {
    std::string stock_code;
    Decimal quantity, price;
    Amount amount;
    std::int64_t copies = 0;
    /// The rows that differ in other columns; mostly there is one.
    std::vector<DuplicateFilter::Fingerprint> different;
  };
  /// Lines of an order, of one time and country and of one kind (see kinds.hpp).
  struct Purchase {
    std::string order_id, customer_id, country;
    Timestamp time{};
    const char* kind = "";
    std::vector<Line> lines;
  };
  /// What is new of a purchase.
  struct Sums {
    std::int64_t lines = 0;
    Amount items, amount;
  };

  void add(const Transaction& transaction, const RowReader& row);
  void write(const Purchase& purchase);
  Sums write_lines(const Purchase& purchase, std::int64_t id, bool is_new);
  /// How many copies of the line are new to the store.
  std::int64_t write_line(const Line& line, std::int64_t purchase, bool is_new);

  const Database& database_;
  std::int64_t file_;
  std::size_t most_waiting_;
  std::optional<SeenRows> seen_rows_;  ///< once not all rows wait
  absl::flat_hash_map<std::string, std::size_t> purchase_index_;
  /// By purchase and what identifies a line: where it stands among the purchase's.
  absl::flat_hash_map<std::string, std::size_t> line_index_;
  std::vector<Purchase> purchases_;
  std::string key_;  ///< room to work in
  Ledger::Entry already_stored_;

  SQLite::Statement find_purchase_, insert_purchase_, update_purchase_;
  SQLite::Statement find_line_, insert_line_, update_line_;
};

}  // namespace rfmseg
