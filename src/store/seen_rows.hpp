#pragma once

#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <span>
#include <string>

#include "clean/duplicate_filter.hpp"
#include "store/database.hpp"

namespace rfmseg {

/// What identifies a line of the store, as it is written there.
struct StoredLine {
  std::int64_t purchase = 0;
  std::string stock_code, quantity, price, amount;
};

/// The rows of a file that is written part by part: those of one line that differ in other columns
/// are told from those that are the same, whatever part they are in. They are in a temporary table,
/// which only this connection sees.
class SeenRows {
 public:
  /// Begins with none.
  explicit SeenRows(const Database& database);

  /// Adds rows of the line; returns how many different ones it has now.
  std::int64_t add(const StoredLine& line, std::span<const DuplicateFilter::Fingerprint> rows);

 private:
  SQLite::Statement insert_, count_;
};

}  // namespace rfmseg
