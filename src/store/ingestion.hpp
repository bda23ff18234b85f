#pragma once

#include <SQLiteCpp/Statement.h>
#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "clean/cleaning_run.hpp"
#include "csv/row_reader.hpp"
#include "load/transaction.hpp"
#include "store/database.hpp"
#include "store/file_dates.hpp"
#include "store/former_lines.hpp"
#include "store/restatement.hpp"
#include "store/seen_rows.hpp"

namespace rfmseg {

/// Adds the rows of one file to the store. Memory is limited: equal lines are counted together, and
/// written when there are `most_waiting`.
class Ingestion final : public RowSink {
 public:
  /// The default number of lines in memory, of about 100 bytes each.
  static constexpr std::size_t kMostWaiting = 500'000;

  /// `begin` is called before lines are written for the first time: begins a transaction, so that
  /// other programs can write until then, and returns the id of the file in the store.
  /// `restates_orders`: whether the rows of an order replace those of earlier files. `most_waiting`
  /// does not affect the result.
  Ingestion(const Database& database, std::function<std::int64_t()> begin,
            bool restates_orders = false, std::size_t most_waiting = kMostWaiting);

  void kept(const Transaction& transaction, const RowReader& row) override;
  void dropped(RowReason reason, const Transaction& transaction, const RowReader& row) override;
  void unreadable(RowReason reason, const BadRow& bad, const RowReader& row) override;
  void end_block() override;

  /// Writes the lines in memory, and removes what they replace. Must be called after the last row.
  void finish();

  /// The dates of the rows so far.
  [[nodiscard]] const FileDates& dates() const { return dates_; }

  // Final after finish():

  /// The rows that earlier files contain.
  [[nodiscard]] const Ledger::Entry& already_stored() const { return already_stored_; }
  /// The rows that this file replaces; nothing unless orders are restated.
  [[nodiscard]] RestatedOrders replaced() const;
  /// Rows of this file that are not stored, because the store has a newer version of their orders.
  [[nodiscard]] RestatedOrders outdated() const;

 private:
  /// Equal lines of one order.
  struct Line {
    std::string stock_code;
    Decimal quantity, price;
    Amount amount;
    std::int64_t copies = 0;
    /// Fingerprints of the distinct rows, including columns that are not stored; usually one.
    std::vector<DuplicateFilter::Fingerprint> different;
  };
  /// The lines of an order with the same time, country and kind (see kinds.hpp).
  struct Purchase {
    std::string order_id, customer_id, country;
    Timestamp time{};
    const char* kind = "";
    OrderMark mark = OrderMark::none;
    std::vector<Line> lines;
  };
  /// The sums of the lines that are new to the store.
  struct Sums {
    std::int64_t lines = 0;
    Amount items, amount;
  };

  [[nodiscard]] static StoredPurchase stored(const Purchase& purchase);
  [[nodiscard]] static LineKey key_of(const Line& line);
  /// Which files have the line that find_line_ has found.
  [[nodiscard]] FileEntries files_of_line();
  void add(const Transaction& transaction, const RowReader& row);
  void flush();
  [[nodiscard]] std::size_t waiting() const;
  void write(const Purchase& purchase);
  Sums write_lines(const Purchase& purchase, std::int64_t id, bool is_new);
  /// Returns how many copies of the line are new to the store. `replaces`: whether copies of
  /// earlier files do not count.
  std::int64_t write_line(const Purchase& of, const Line& line, std::int64_t purchase, bool is_new,
                          bool replaces);
  /// The number of distinct rows of the line in this file so far.
  std::int64_t different_rows(const Line& line, const StoredLine& at);
  /// Whether the purchase is omitted, because the store has a newer version of its order.
  [[nodiscard]] bool omit(const Purchase& purchase);
  /// Notes that this file has a line that is not in its order.
  void note_omitted(const Purchase& purchase, const Line& line);

  const Database& database_;
  std::function<std::int64_t()> begin_;
  std::int64_t file_ = 0;  ///< 0 before begin_()
  FileDates dates_;
  std::size_t most_waiting_;
  std::optional<Restatement> restatement_;
  std::optional<FormerLines> former_lines_;  ///< after begin_()
  std::optional<SeenRows> seen_rows_;  ///< used once lines were written before the end of the file
  absl::flat_hash_map<std::string, std::size_t> purchase_index_;
  /// By purchase and identity of the line: index into Purchase::lines.
  absl::flat_hash_map<std::string, std::size_t> line_index_;
  std::vector<Purchase> purchases_;
  std::string key_;  ///< buffer
  Ledger::Entry already_stored_;

  SQLite::Statement find_purchase_, insert_purchase_, update_purchase_;
  SQLite::Statement find_line_, insert_line_, update_line_, update_files_;
};

}  // namespace rfmseg
