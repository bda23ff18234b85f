#pragma once

#include <SQLiteCpp/Transaction.h>

#include <chrono>
#include <optional>
#include <string>

#include "rfmseg/store/store.hpp"
#include "store/database.hpp"

namespace rfmseg {

struct Store::State {
  State(const std::string& path, Access access, std::chrono::milliseconds lock_timeout)
      : database(path, access, lock_timeout) {}
  Database database;
  /// Of IngestRules::dry_run: is undone at the end.
  std::optional<SQLite::Transaction> rehearsal;
};

}  // namespace rfmseg
