#pragma once

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
#include "rfmseg/message.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/store/run.hpp"

namespace rfmseg {

/// A file whose transactions a store holds, or was asked to take.
struct StoredFile {
  SourceFile file;
  std::string ingested;            ///< when, in UTC: `2011-12-09T02:00:00Z`
  Ledger ledger;                   ///< all rows, judged by the rules that always hold
  bool known = false;              ///< whether the store held it before: nothing was added then
  std::string first_name{};        ///< of a known file: its name then
  Ledger::Entry already_stored{};  ///< rows that other files had brought, not added again
  std::vector<Message> first_errors{};  ///< see CleaningRun
};

/// Transactions that come in night by night: one SQLite file with every order and its lines, so
/// that customers are measured without reading any transaction file again. docs/store.md describes
/// it. What changes it happens wholly or not at all, whatever ends the program. Every member throws
/// DataError when the file cannot be read, written or locked, and for one that is no store.
class Store {
 public:
  enum class Access {
    read,
    write  ///< which makes the store when there is none, and brings an older one up to date
  };

  /// Whoever writes waits for other writers, at most for `lock_timeout`.
  Store(const std::string& path, Access access,
        std::chrono::milliseconds lock_timeout = std::chrono::minutes(1));
  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) = delete;

  /// Adds the transactions of a file (`-`: standard input), unless the store holds a file of the
  /// same text. Rows that a file before it has brought, too, are counted and not added: those of
  /// one order (id, customer, time, country) with one stock code, quantity and price, as many of
  /// them as the other file has. Rules of `options` are not used: which rows count is decided when
  /// customers are measured. Throws as CleaningRun does; the store is as it was then.
  StoredFile ingest(const std::string& path, const CsvOptions& csv, const CleaningOptions& options);

  /// The files of the store, as they came.
  [[nodiscard]] std::vector<StoredFile> files() const;

  /// Measures customers as measure_customers() does from the files themselves, save that lines do
  /// not count twice that several files have. Of `options` what concerns reading files is not used;
  /// customers can be grouped by country, and rows are duplicates when all that identifies a line
  /// (see ingest) is the same. Throws UsageError for another group column.
  [[nodiscard]] Customers measure(const MeasureOptions& options) const;

  using AddRunCustomer = std::function<void(const RunCustomer&)>;
  /// Records a run; one with the same definition as an earlier run takes its place. `customers`
  /// calls what it is given for each of them. Returns the number of the run.
  std::int64_t save_run(const RunDefinition& definition,
                        const std::function<void(const AddRunCustomer&)>& customers);
  /// All runs that were recorded, in the order of their numbers.
  [[nodiscard]] std::vector<Run> runs() const;
  /// The customers of a run, ascending by the bytes of their ids. Throws DataError for a number
  /// that no run has.
  [[nodiscard]] std::vector<RunCustomer> run_customers(std::int64_t run) const;
  /// What the runs say of one customer, in the order of their numbers.
  [[nodiscard]] std::vector<std::pair<Run, RunCustomer>> history(const std::string& customer) const;
  /// Forgets all runs but the last `keep`; how many that were.
  std::int64_t prune_runs(std::int64_t keep);

  [[nodiscard]] const std::string& name() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rfmseg
