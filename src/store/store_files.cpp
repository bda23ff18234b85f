#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/core.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "rfmseg/error.hpp"
#include "rfmseg/store/store.hpp"
#include "store/file_removal.hpp"
#include "store/kinds.hpp"
#include "store/state.hpp"
#include "store/store_check.hpp"
#include "store/stored_files.hpp"
#include "store/values.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// The fewest characters of a fingerprint that name a file.
constexpr std::size_t kLeastFingerprint = 6;

bool names(const std::string& text, const SourceFile& file) {
  return text == file.name || text == std::filesystem::path(file.name).filename().string() ||
         (text.size() >= kLeastFingerprint && file.fingerprint.starts_with(text));
}

StoredFile find_file(const Database& database, const std::string& text) {
  std::vector<StoredFile> found;
  for (StoredFile& stored : read_files(database)) {
    if (names(text, stored.file)) found.push_back(std::move(stored));
  }
  if (found.size() == 1) return std::move(found.front());
  if (found.empty()) {
    throw UsageError({database.path()}, fmt::format("has no file '{}'", printable(text)));
  }
  std::vector<std::string> fingerprints;
  for (const StoredFile& stored : found) fingerprints.push_back(stored.file.fingerprint);
  throw UsageError({database.path()},
                   fmt::format("has {} files '{}' (hint: name the fingerprint: {})", found.size(),
                               printable(text), listed(fingerprints)));
}

}  // namespace

StoredFile Store::remove(const std::string& file) {
  const Database& database = state_->database;
  return database.guarded([&] {
    SQLite::Transaction transaction(*database, SQLite::TransactionBehavior::IMMEDIATE);
    StoredFile stored = find_file(database, file);
    SQLite::Statement find(*database, "SELECT id, removable FROM file WHERE fingerprint = ?");
    find.bind(1, stored.file.fingerprint);
    find.executeStep();
    const std::int64_t id = find.getColumn(0).getInt64();
    const bool removable = find.getColumn(1).getInt() != 0;
    find.reset();
    if (!removable) {
      throw DataError({database.path()},
                      fmt::format("{} was added by an earlier version of rfmseg and cannot be "
                                  "removed (hint: rebuild the store from the original files)",
                                  printable(stored.file.name)));
    }
    remove_file(database, id);
    transaction.commit();
    return stored;
  });
}

std::optional<Timestamp> Store::last_sale() const {
  const Database& database = state_->database;
  return database.guarded([&]() -> std::optional<Timestamp> {
    SQLite::Statement find(*database, "SELECT max(time) FROM purchase WHERE kind = ?");
    find.bind(1, kSale);
    find.executeStep();
    if (find.isColumnNull(0)) return std::nullopt;
    return time_of(find.getColumn(0));
  });
}

std::vector<std::string> Store::find_faults() const {
  const Database& database = state_->database;
  return database.guarded([&] {
    const SQLite::Transaction moment(*database);
    return rfmseg::find_faults(database);
  });
}

}  // namespace rfmseg
