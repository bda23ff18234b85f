#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

#include <chrono>
#include <memory>
#include <string>

#include "rfmseg/store/store.hpp"

namespace rfmseg {

/// An open store with a valid schema of the current version.
class Database {
 public:
  /// Throws DataError as Store does.
  Database(const std::string& path, Store::Access access, std::chrono::milliseconds lock_timeout);
  // Not movable: SQLite stores its address.
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  [[nodiscard]] SQLite::Database& operator*() const { return *connection_; }
  [[nodiscard]] SQLite::Database* operator->() const { return connection_.get(); }
  [[nodiscard]] const std::string& path() const { return path_; }

  /// Calls `action`; converts an exception of SQLite to a DataError with the state of the store.
  template <class Action>
  decltype(auto) guarded(Action&& action) const {
    try {
      return action();
    } catch (const SQLite::Exception& error) {
      fail(error);
    }
  }

 private:
  void open(const std::string& file, int flags);
  void open_for_reading();
  void open_for_writing();
  /// Creates or upgrades the schema.
  void migrate();
  void sum_up_purchases();
  void check_version() const;
  [[nodiscard]] int version() const;
  [[noreturn]] void fail(const SQLite::Exception& error) const;

  /// SQLite's busy handler: returns whether to retry.
  static int wait(void* database, int tries);

  std::string path_;
  std::chrono::milliseconds lock_timeout_;
  std::chrono::steady_clock::time_point waits_since_;
  std::unique_ptr<SQLite::Database> connection_;
};

}  // namespace rfmseg
