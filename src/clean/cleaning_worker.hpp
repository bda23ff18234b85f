#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clean/day_counts.hpp"
#include "clean/duplicate_filter.hpp"
#include "clean/judge.hpp"
#include "clean/order_versions.hpp"
#include "clean/row_filters.hpp"
#include "clean/row_sink.hpp"
#include "clean/shared_orders.hpp"
#include "csv/block_workers.hpp"
#include "csv/csv_file.hpp"
#include "load/transaction_format.hpp"
#include "load/transaction_reader.hpp"
#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/clean/value_counts.hpp"

namespace rfmseg {

/// What the rows of a file show, apart from the transactions.
struct FileFindings {
  Ledger ledger;
  std::vector<BadRow> first_bad;  ///< the first bad rows, at most kErrorsShown
  OrderPrints order_prints;       ///< if CleaningOptions::find_shared_orders
  OrderVersions versions;         ///< if FileReading::notes_orders
  ValueCounts currencies;         ///< of transactions with a currency that filters do not exclude
  RowSum without_currency;        ///< kept or subtracted rows without one, if a currency is chosen
  std::vector<ValueCounts> undecided;  ///< values of the columns of FileReading::undecided
  ValueCounts unknown;                 ///< values that the layout lacks, as Exclusion::label
  RowSum not_refunded;                 ///< kept rows that Layout::refunded names, with money left
  RowSum lost_returns;                 ///< returns by Layout::returns that no customer is known of
  AmountCheck amounts;
  SignCheck signs;
  DayCounts days;  ///< of kept rows
  OffsetRange offsets;
  /// The last sale among the rows that only the country drops.
  std::optional<Timestamp> last_filtered_sale;

  void merge(FileFindings&& other);
};

/// How a file is read.
struct FileReading {
  Layout layout;  ///< without a name if there is none
  TransactionFormat format;
  /// The currency of the rows that count; empty: all. An export's is that of most of its rows.
  std::string currency;
  std::vector<int> undecided;  ///< columns as find_deciding_columns() returns them
  std::vector<int> carried;    ///< LoadOptions::carried_columns
  bool notes_orders = false;   ///< whether other files may have newer versions of the orders
  /// Which file has the newest version of each order, if that is known; else null.
  const NewestOrders* newest = nullptr;
  std::size_t number = 0;  ///< of the file in `newest`
};

/// Reads and judges the rows of a file in one thread.
class CleaningWorker {
 public:
  CleaningWorker(CsvFile& file, const FileReading& reading, const CleaningOptions& options,
                 WantedParts wanted, DuplicateFilter& duplicates, RowSink& sink);

  void work(const Block& block, Turn& turn);

  [[nodiscard]] FileFindings& findings();

 private:
  void process(const Transaction& transaction);
  void process(const BadRow& bad);
  /// Whether filters, the currency or a newer version exclude the row, which is then in the ledger.
  [[nodiscard]] bool exclude(const Transaction& transaction);
  /// Whether filters exclude the row, which is then in the ledger.
  [[nodiscard]] bool filter_out(Amount amount);
  void note(const Transaction& transaction);
  /// Hands the cells of the carried columns to the sink.
  void carry(const Transaction& transaction);
  /// Throws DataError if filters divide an order whose amount is that of all its rows.
  void check_order(const Exclusion* exclusion, Amount amount);
  /// Whether another file has a newer version of the order.
  [[nodiscard]] bool is_restated(std::string_view order);

  CsvFile& file_;
  const CleaningOptions& options_;
  const FileReading& reading_;
  std::string currency_;  ///< FileReading::currency
  RowFilters filters_;
  std::size_t undecided_;                  ///< the number of columns
  std::vector<std::string_view> carried_;  ///< the cells of carry(); empty if there are none
  TransactionReader reader_;
  Judge judge_;
  DuplicateFilter& duplicates_;
  RowSink& sink_;
  FileFindings findings_;
  std::string file_currency_;  ///< of amounts that have no other
  bool names_currency_;        ///< whether the name of the column has it
  bool looks_closer_;          ///< whether rows need note() and exclude()
  /// What filters did with the rows so far of an order.
  struct OrderRows {
    std::ptrdiff_t number = -1;  ///< of the order
    bool any_counts = false;
    bool amount_excluded = false;  ///< the row in which its amount counts
    std::string asked_exclusion;   ///< of another row, by CleaningRules::filters
  };
  bool divides_orders_;  ///< whether filters may do so
  OrderRows order_rows_;
  std::string record_text_;  ///< buffer
  std::string last_order_;   ///< of is_restated()
  bool last_is_restated_ = false;
};

}  // namespace rfmseg
