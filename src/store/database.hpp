#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Transaction.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "rfmseg/store/store.hpp"
#include "store/values.hpp"

namespace rfmseg {

/// An open store with a valid schema of the current version.
class Database {
 public:
  /// Throws DataError as Store does.
  Database(const std::string& path, Store::Access access, std::chrono::milliseconds lock_timeout);
  // Not movable: SQLite stores its address.
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  /// Removes the store if this has created it and it is empty.
  ~Database();

  [[nodiscard]] SQLite::Database& operator*() const { return *connection_; }
  [[nodiscard]] SQLite::Database* operator->() const { return connection_.get(); }
  /// The transaction of Access::rehearse, if it had to begin at once.
  [[nodiscard]] std::optional<SQLite::Transaction>& rehearsal() { return rehearsal_; }
  /// As given.
  [[nodiscard]] const std::string& path() const { return path_; }

  /// Throws DataError: the store is damaged.
  [[noreturn]] void fail_damaged(const std::string& what) const;

  /// Throws DataError if the file does not have its name any more, so that what is written would be
  /// lost. To be called within a transaction that writes.
  void require_in_place() const;

  /// Calls `action`; converts an exception of SQLite, and a damaged value, to a DataError with the
  /// name and the state of the store.
  template <class Action>
  decltype(auto) guarded(Action&& action) const {
    try {
      return action();
    } catch (const SQLite::Exception& error) {
      fail(error);
    } catch (const DamagedValue& error) {
      fail_damaged(error.what());
    }
  }

 private:
  void open(const std::string& file, int flags);
  void open_for_reading();
  void open_for_writing(Store::Access access);
  void use_write_ahead_log();
  /// Creates or upgrades the schema, in its own transaction.
  void migrate();
  /// The same in the transaction that there is.
  void run_migrations();
  void sum_up_purchases();
  void check_version() const;
  void check_content();
  [[nodiscard]] int version() const;
  void remove_if_empty();
  [[noreturn]] void fail(const SQLite::Exception& error) const;

  /// SQLite's busy handler: returns whether to retry.
  static int wait(void* database, int tries);
  /// SQLite's progress handler: returns whether to stop.
  static int progress(void* database);

  std::string path_;
  std::string file_;      ///< path_ without links, as a name that SQLite takes as it is
  bool created_ = false;  ///< by this
  /// How often progress() may be called yet, if this reads: a damaged file may have loops.
  std::optional<std::int64_t> steps_left_;
  std::chrono::milliseconds lock_timeout_;
  std::chrono::steady_clock::time_point waits_since_;
  std::unique_ptr<SQLite::Database> connection_;
  std::optional<SQLite::Transaction> rehearsal_;
};

}  // namespace rfmseg
