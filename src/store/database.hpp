#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

#include <chrono>
#include <memory>
#include <string>

#include "rfmseg/store/store.hpp"

namespace rfmseg {

/// An open store: its schema is there, and of the version that is known here.
class Database {
 public:
  /// Throws DataError as Store does.
  Database(const std::string& path, Store::Access access, std::chrono::milliseconds lock_timeout);
  // SQLite keeps its address.
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  [[nodiscard]] SQLite::Database& operator*() const { return *connection_; }
  [[nodiscard]] SQLite::Database* operator->() const { return connection_.get(); }
  [[nodiscard]] const std::string& path() const { return path_; }

  /// Does `action` and says what is wrong with the store when SQLite does not.
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
  /// Makes the schema, or brings it up to date.
  void migrate();
  void check_version() const;
  [[nodiscard]] int version() const;
  [[noreturn]] void fail(const SQLite::Exception& error) const;

  /// Whether SQLite is to try again for a lock.
  static int wait(void* database, int tries);

  std::string path_;
  std::chrono::milliseconds lock_timeout_;
  std::chrono::steady_clock::time_point waits_since_;
  std::unique_ptr<SQLite::Database> connection_;
};

}  // namespace rfmseg
