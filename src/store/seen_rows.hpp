#pragma once

#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <span>
#include <string>

#include "clean/duplicate_filter.hpp"
#include "store/database.hpp"

namespace rfmseg {

/// The identity of a line, as stored.
struct StoredLine {
  std::int64_t purchase = 0;
  std::string stock_code, quantity, price, amount;
};

/// Counts the distinct rows of each line for a file that is written in several parts. The rows are
/// in a temporary table, which is private to the connection.
class SeenRows {
 public:
  /// Starts empty.
  explicit SeenRows(const Database& database);

  /// Adds rows of the line; returns the number of its distinct rows so far.
  std::int64_t add(const StoredLine& line, std::span<const DuplicateFilter::Fingerprint> rows);

 private:
  SQLite::Statement insert_, count_;
};

}  // namespace rfmseg
