#pragma once

#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <string>

#include "store/database.hpp"
#include "store/file_entries.hpp"

namespace rfmseg {

/// The identity of a purchase, as stored.
struct StoredPurchase {
  std::string order_id, customer_id, time, country, kind;
  int mark = 0;  ///< OrderMark; not a part of the identity
};

/// The identity of a line within its purchase, as stored.
struct LineKey {
  std::string stock_code, quantity, price, amount;
};

/// The lines that some files have, but not the version of their order that counts: kept so that a
/// file can be removed.
class FormerLines {
 public:
  explicit FormerLines(const Database& database);

  /// Removes the line and returns which files have it; empty if it is not there.
  FileEntries take(const StoredPurchase& purchase, const LineKey& line);
  /// Adds a line that is not there.
  void add(const StoredPurchase& purchase, const LineKey& line, const FileEntries& files);

 private:
  const Database& database_;
  bool is_empty_;
  SQLite::Statement find_, delete_, insert_;
};

/// Parses FileEntries; throws DataError for other text.
[[nodiscard]] FileEntries file_entries_of(const Database& database, const SQLite::Column& column);
/// The value of an entry; throws DataError for other text.
[[nodiscard]] Copies copies_of(const Database& database, const std::string& value);

}  // namespace rfmseg
