#pragma once

/// \file
/// The store: an SQLite file that collects transactions from many files, so that customers are
/// measured without reading those again. docs/store.md describes its schema and guarantees.
///
///     rfmseg::Store store("shop.db", rfmseg::Store::Access::write);
///     const rfmseg::StoredFile file = store.ingest("2011-12-09.csv", {}, {});
///     if (!file.known) std::cout << file.ledger[rfmseg::RowReason::kept].rows << " rows\n";
///     const rfmseg::Customers customers = store.measure({});

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/clean/source_file.hpp"
#include "rfmseg/csv/csv_options.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/message.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/store/run.hpp"

namespace rfmseg {

/// Rows that are not stored any more, or not at all, because another file has a newer version of
/// their orders.
struct RestatedOrders {
  Ledger::Entry rows;
  std::uint64_t orders = 0;
};

/// A file whose transactions were added to a store.
struct StoredFile {
  SourceFile file;
  std::string ingested;            ///< time in UTC: `2011-12-09T02:00:00Z`
  Ledger ledger;                   ///< of all rows, without the optional CleaningRules
  bool known = false;              ///< the store already had this file; nothing was added
  std::string first_name{};        ///< if `known`: the name under which it was added
  Ledger::Entry already_stored{};  ///< rows that earlier files contain; not added again
  // From Store::files():
  Amount amount{};  ///< of all rows that could be read
  /// The times of the first and the last transaction; nothing if it has none, or an earlier version
  /// has added it.
  std::optional<Timestamp> first_time{}, last_time{};
  // From Store::ingest() only; Store::files() has the sum of their rows in `ledger`:
  RestatedOrders replaced{};            ///< rows of earlier files that were replaced
  RestatedOrders outdated{};            ///< rows of this file that the store has in a newer version
  std::vector<Message> first_errors{};  ///< the first bad rows, at most kErrorsShown
};

/// How a file is added to a store.
struct IngestRules {
  /// The longest time without transactions between the dates of the store and those of the file:
  /// a date that is further away is an error. Nothing: any time.
  std::optional<std::chrono::days> most_gap{};
  bool allows_gap = false;  ///< a date that is further away is a warning instead
  /// Returns what would happen; the store is unchanged when it is closed. The files of one Store
  /// are added one after another, so that what one adds is known when the next is read.
  bool dry_run = false;
};

/// A store of transactions and of the results of runs. Every change is atomic: it is stored
/// completely or not at all, even if the program is killed. Several programs may use a store at the
/// same time; one Store must not be used by several threads at once.
///
/// Every member throws DataError if the file cannot be read, written or locked, is damaged, or is
/// not a store.
class Store {
 public:
  /// What the store is opened for.
  enum class Access {
    read,   ///< requires an existing store of the current version
    write,  ///< creates the store if it does not exist, and upgrades an older one; a store that was
            ///< created and got no files is removed at the end
    rehearse  ///< the same for IngestRules::dry_run: an older store is upgraded in the transaction
              ///< that is undone at the end
  };

  /// Opens the store at `path`. Writing waits for other writers for at most `lock_timeout`, then
  /// throws DataError (ErrorKind::busy_store).
  Store(const std::string& path, Access access,
        std::chrono::milliseconds lock_timeout = std::chrono::minutes(1));
  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) = delete;

  /// Adds the transactions of a file (`-` is standard input), unless the store has a file with the
  /// same content. Rows that an earlier file contains are counted, but not added again: rows are
  /// the same if order id, customer, time, country, stock code, quantity and price are equal, and
  /// each matches one row of the earlier file. If the layout of the file or
  /// LayoutOptions::restates_orders restates orders, the rows of an order replace those of earlier
  /// files, except that an order with an earlier Layout::updated_at than in the store is omitted.
  /// `options.rules` do not apply, except filters and currency: rules are applied when customers
  /// are measured. Throws as measure_customers() does for a file that cannot be read or has too
  /// many bad rows, DataError if the rules or the currency of the store do not allow the file, and
  /// UsageError if orders are to be restated and the file has none; the store is unchanged then.
  StoredFile ingest(const std::string& path, const CsvOptions& csv, const CleaningOptions& options,
                    const IngestRules& rules = {});

  /// The files of the store, in the order they were added.
  [[nodiscard]] std::vector<StoredFile> files() const;

  /// Removes a file, given by its name, the last part of its name, or the first characters of its
  /// fingerprint, so that the store is as if the file had never been added: rows that other files
  /// have, too, remain, and so do runs. Returns the file. Throws UsageError if the store has no
  /// such file or several, and DataError if an earlier version of rfmseg has added it: what other
  /// files have of its rows is not known then.
  StoredFile remove(const std::string& file);

  /// Reads all of the store and returns what is wrong with it, one phrase each; nothing if it is
  /// right.
  [[nodiscard]] std::vector<std::string> find_faults() const;

  /// Measures customers as measure_customers() does from the files, except that rows in several
  /// files count once. Settings for reading files do not apply. With `drop_duplicates`, rows that
  /// differ only in columns that a store does not have, such as descriptions, are different rows if
  /// they are in one file. Throws UsageError if `group_column` is not the country; DataError if the
  /// store has no transactions or no customers remain.
  [[nodiscard]] Customers measure(const MeasureOptions& options) const;

  /// The time of the last sale in the store, also without a customer; nothing if it has none.
  [[nodiscard]] std::optional<Timestamp> last_sale() const;

  /// Receives a customer of a run.
  using AddRunCustomer = std::function<void(const RunCustomer&)>;
  /// Saves a run and returns its number. Replaces an earlier run with an equal definition. Calls
  /// `customers` once with a function, which it must call for each customer of the run.
  std::int64_t save_run(const RunDefinition& definition,
                        const std::function<void(const AddRunCustomer&)>& customers);
  /// All runs, ascending by number.
  [[nodiscard]] std::vector<Run> runs() const;
  /// Calls `add` with each customer of a run, ascending by the bytes of their ids. Throws DataError
  /// if there is no run with this number.
  void each_run_customer(std::int64_t run, const AddRunCustomer& add) const;
  /// The same customers at once.
  [[nodiscard]] std::vector<RunCustomer> run_customers(std::int64_t run) const;
  /// The runs that contain a customer, and the customer in each; ascending by run number.
  [[nodiscard]] std::vector<std::pair<Run, RunCustomer>> history(const std::string& customer) const;
  /// Deletes a run. Throws DataError if there is no run with this number.
  void remove_run(std::int64_t run);
  /// Deletes all runs except the last `keep`. Returns the number of deleted runs.
  std::int64_t prune_runs(std::int64_t keep);

  /// The path of the store.
  [[nodiscard]] const std::string& name() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rfmseg
