#include "store/database.hpp"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <SQLiteCpp/VariadicBind.h>
#include <fcntl.h>
#include <fmt/core.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <cctype>
#include <exception>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include "load/transaction.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"
#include "setting_format.hpp"
#include "store/schema.hpp"
#include "store/schema_check.hpp"
#include "store/values.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// The path without links, as a name that SQLite takes as it is: not `:memory:`, and no URI. SQLite
/// has its other files next to the file, not next to a link.
std::string canonical_path(const std::string& path) {
  std::error_code error;
  std::string canonical = std::filesystem::weakly_canonical(path, error).string();
  if (!error && canonical.starts_with('/')) return canonical;
  return path.starts_with('/') ? path : "./" + path;
}

/// Operations of SQLite between calls of the progress handler.
constexpr int kOperationsPerStep = 10'000;
/// The steps that a reader may take: more than any needs, by the size of the file.
std::int64_t most_steps(std::uintmax_t bytes) {
  constexpr std::int64_t kLeast = 20'000;
  constexpr std::int64_t kBytesPerStep = 200;
  return kLeast + static_cast<std::int64_t>(bytes) / kBytesPerStep;
}

/// Files up to this size are checked whenever they are opened, in less than a tenth of a second.
constexpr std::uintmax_t kMostChecked = std::uintmax_t{32} << 20;

/// The path escaped for SQLite's URI file names.
std::string as_uri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                       std::string_view("/._-").find(c) != std::string_view::npos;
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

/// A lock of the folder of a store while the store is opened (shared) or removed (exclusive), so
/// that no program opens a file that another one is removing. It is not a lock of the store itself,
/// which SQLite has, and would lose if another descriptor of the file were closed.
class FolderLock {
 public:
  FolderLock(const std::string& file, int operation) {
    const std::string folder = std::filesystem::path(file).parent_path().string();
    descriptor_ = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    held_ = descriptor_ >= 0 && ::flock(descriptor_, operation) == 0;
  }
  ~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  [[nodiscard]] bool is_held() const { return held_; }

 private:
  int descriptor_ = -1;
  bool held_ = false;
};

}  // namespace

Database::Database(const std::string& path, Store::Access access,
                   std::chrono::milliseconds lock_timeout)
    : path_(path), file_(canonical_path(path)), lock_timeout_(lock_timeout) {
  try {
    guarded([&] { access == Store::Access::read ? open_for_reading() : open_for_writing(access); });
  } catch (...) {
    remove_if_empty();
    throw;
  }
}

Database::~Database() {
  remove_if_empty();
}

void Database::remove_if_empty() {
  rehearsal_.reset();
  if (!created_ || !connection_) return;
  const FolderLock lock(file_, LOCK_EX | LOCK_NB);
  if (!lock.is_held()) return;  // another program is opening a store in this folder
  try {
    // Fails if another program has the store open.
    sqlite3_busy_handler(connection_->getHandle(), nullptr, nullptr);
    connection_->exec("PRAGMA journal_mode = DELETE");
    SQLite::Transaction alone(*connection_, SQLite::TransactionBehavior::EXCLUSIVE);
    const bool has_tables =
        connection_->execAndGet("SELECT count(*) FROM sqlite_master").getInt() > 0;
    if (has_tables &&
        connection_->execAndGet("SELECT EXISTS (SELECT 1 FROM file) OR EXISTS (SELECT 1 FROM run)")
                .getInt() != 0) {
      return;
    }
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
  } catch (const std::exception&) {
    // It is in use, so it remains.
  }
}

void Database::require_in_place() const {
  int moved = 0;
  if (sqlite3_file_control(connection_->getHandle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved) ==
          SQLITE_OK &&
      moved != 0) {
    throw DataError(ErrorKind::unwritable_file, {path_},
                    "was removed or replaced by another program (hint: repeat the command)");
  }
}

void Database::open(const std::string& file, int flags) {
  connection_ = std::make_unique<SQLite::Database>(file, flags);
  sqlite3* const handle = connection_->getHandle();
  sqlite3_busy_handler(handle, wait, this);
  sqlite3_progress_handler(handle, kOperationsPerStep, progress, this);
  // A store may come from elsewhere: nothing in it is executed.
  for (const auto& [setting, value] :
       {std::pair(SQLITE_DBCONFIG_DEFENSIVE, 1), std::pair(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
        std::pair(SQLITE_DBCONFIG_ENABLE_TRIGGER, 0), std::pair(SQLITE_DBCONFIG_ENABLE_VIEW, 0)}) {
    sqlite3_db_config(handle, setting, value, nullptr);
  }
  connection_->exec("PRAGMA cell_size_check = ON");
  connection_->exec("PRAGMA foreign_keys = ON");
}

void Database::open_for_reading() {
  if (!std::filesystem::exists(path_)) {
    throw DataError(ErrorKind::missing_store, {path_}, "store not found");
  }
  const auto read = [&](const std::string& file, int flags) {
    open(file, flags);
    connection_->exec("PRAGMA query_only = ON");
    std::error_code failure;
    const std::uintmax_t size = std::filesystem::file_size(file_, failure);
    steps_left_ = most_steps(failure ? 0 : size);
    check_version();
    if (version() < static_cast<int>(kMigrations.size())) {
      throw DataError(ErrorKind::empty_store, {path_},
                      "is empty or was written by an older version of rfmseg");
    }
    check_content();
  };
  try {
    // Read-write, because the first reader after a crash must recover the store.
    read(file_, SQLite::OPEN_READWRITE);
  } catch (const SQLite::Exception& error) {
    // In a read-only folder no program can write to the store. SQLite must know this, or it
    // looks for its other files there.
    const bool locked_out =
        error.getErrorCode() == SQLITE_CANTOPEN || error.getErrorCode() == SQLITE_READONLY;
    const bool unfinished =
        std::filesystem::exists(file_ + "-wal") || std::filesystem::exists(file_ + "-journal");
    if (!locked_out || unfinished) throw;
    read(as_uri(file_) + "?immutable=1", SQLite::OPEN_READONLY | SQLite::OPEN_URI);
  }
}

void Database::open_for_writing(Store::Access access) {
  const FolderLock lock(file_, LOCK_SH);
  std::error_code failure;
  created_ = !std::filesystem::exists(file_, failure) && !failure;
  open(file_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  check_version();
  if (access == Store::Access::write || created_) use_write_ahead_log();
  // In KiB. With SQLite's default of 2 MiB, large files are written and read repeatedly.
  connection_->exec("PRAGMA cache_size = -65536");
  check_content();
  const bool is_old = version() > 0 && version() < static_cast<int>(kMigrations.size());
  if (access == Store::Access::rehearse && is_old) {
    rehearsal_.emplace(*connection_, SQLite::TransactionBehavior::IMMEDIATE);
    run_migrations();
  } else {
    migrate();
  }
}

/// If several programs create a store at once, SQLite fails here without waiting.
void Database::use_write_ahead_log() {
  for (int tries = 0;; ++tries) {
    try {
      connection_->exec("PRAGMA journal_mode = WAL");
      break;
    } catch (const SQLite::Exception& error) {
      if (error.getErrorCode() != SQLITE_BUSY || wait(this, tries) == 0) throw;
    }
  }
}

/// Throws DataError for a store that is damaged, as far as that is cheap to know, or has what no
/// store has.
void Database::check_content() {
  std::error_code failure;
  if (std::filesystem::file_size(file_, failure) <= kMostChecked && !failure) {
    const std::string found = connection_->execAndGet("PRAGMA quick_check(1)").getString();
    if (found != "ok") fail_damaged(printable(found, 200));
  }
  const bool is_current = version() == static_cast<int>(kMigrations.size());
  if (const auto fault = schema_fault(*connection_, is_current)) fail_damaged(*fault);
}

void Database::migrate() {
  if (version() == static_cast<int>(kMigrations.size())) return;
  SQLite::Transaction transaction(*connection_, SQLite::TransactionBehavior::IMMEDIATE);
  run_migrations();
  transaction.commit();
}

void Database::run_migrations() {
  // Another program may have upgraded the store in the meantime.
  const int from_version = version();
  for (auto from = static_cast<std::size_t>(from_version); from < kMigrations.size(); ++from) {
    connection_->exec(kMigrations[from]);
  }
  if (from_version > 0 && from_version < kSumsAnew) sum_up_purchases();
  connection_->exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
  connection_->exec(fmt::format("PRAGMA user_version = {}", kMigrations.size()));
}

/// Sets the sums of all purchases from their lines; SQLite itself would sum them as doubles.
void Database::sum_up_purchases() {
  SQLite::Statement lines(*connection_,
                          "SELECT purchase, quantity, amount, copies FROM line ORDER BY purchase");
  SQLite::Statement update(*connection_,
                           "UPDATE purchase SET lines = ?, items = ?, amount = ? WHERE id = ?");
  std::int64_t purchase = 0;
  std::int64_t count = 0;
  Amount items;
  Amount amount;
  const auto write = [&] {
    if (count == 0) return;
    update.reset();
    SQLite::bind(update, count, to_string(items), to_string(amount), purchase);
    update.exec();
    count = 0;
    items = amount = {};
  };
  while (lines.executeStep()) {
    const std::int64_t next = lines.getColumn(0).getInt64();
    if (next != purchase) write();
    purchase = next;
    const std::int64_t copies = lines.getColumn(3).getInt64();
    for (std::int64_t copy = 0; copy < copies; ++copy) {
      items += amount_of(lines.getColumn(1));
      amount += amount_of(lines.getColumn(2));
    }
    count += copies;
  }
  write();
}

void Database::check_version() const {
  // A consistent snapshot: another program may be creating the store.
  const SQLite::Transaction moment(*connection_);
  const int id = connection_->execAndGet("PRAGMA application_id").getInt();
  const bool has_tables =
      connection_->execAndGet("SELECT EXISTS (SELECT 1 FROM sqlite_master)").getInt() != 0;
  if (id != kApplicationId && (id != 0 || has_tables)) {
    throw DataError(ErrorKind::damaged_file, {path_},
                    "is an SQLite database, but not a store of rfmseg");
  }
  const int known = static_cast<int>(kMigrations.size());
  if (version() > known) {
    throw DataError(
        {path_},
        fmt::format(
            "was written by a newer version of rfmseg (store version {}; this version supports {})",
            version(), known));
  }
}

int Database::version() const {
  return connection_->execAndGet("PRAGMA user_version").getInt();
}

int Database::wait(void* database, int tries) {
  auto& self = *static_cast<Database*>(database);
  using std::chrono::steady_clock;
  if (tries == 0) self.waits_since_ = steady_clock::now();
  try {
    check_interrupt();
  } catch (const Interrupted&) {
    return 0;
  }
  if (steady_clock::now() - self.waits_since_ >= self.lock_timeout_) return 0;
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  return 1;
}

int Database::progress(void* database) {
  auto& self = *static_cast<Database*>(database);
  try {
    check_interrupt();
  } catch (const Interrupted&) {
    return 1;
  }
  return self.steps_left_ && --*self.steps_left_ < 0 ? 1 : 0;
}

void Database::fail_damaged(const std::string& what) const {
  throw DataError(
      ErrorKind::damaged_file, {path_},
      fmt::format("is damaged: {} (hint: restore a backup, or rebuild it from the original files)",
                  what));
}

void Database::fail(const SQLite::Exception& error) const {
  check_interrupt();  // SQLite also fails if wait() returned because of an interrupt
  switch (error.getErrorCode()) {
    case SQLITE_INTERRUPT:
      fail_damaged("reading it does not end");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw DataError(
          ErrorKind::busy_store, {path_},
          fmt::format("another program is still writing to it after {} s (hint: {})",
                      static_cast<double>(lock_timeout_.count()) / 1000, Setting::lock_timeout));
    case SQLITE_NOTADB:
      throw DataError(ErrorKind::damaged_file, {path_}, "is not a store of rfmseg");
    case SQLITE_CORRUPT:
      fail_damaged(error.getErrorStr());
    case SQLITE_FULL:
      throw DataError(ErrorKind::unwritable_file, {path_},
                      "the disk is full; the store is unchanged");
    case SQLITE_READONLY:
      throw DataError(ErrorKind::unwritable_file, {path_}, "is read-only");
    case SQLITE_CANTOPEN:
      throw DataError(ErrorKind::unreadable_file, {path_},
                      "cannot be opened, or its folder is read-only");
    default:
      throw DataError({path_}, error.what());
  }
}

}  // namespace rfmseg
