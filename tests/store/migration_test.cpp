// Stores of earlier versions, upgraded when they are next written to.

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "rfmseg/error.hpp"
#include "rfmseg/store/store.hpp"
#include "store/schema.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

TEST(Migration, ReturnsOfAStoreOfVersion1BecomePurchasesOfTheirOwnKind) {
  const test::TempDir folder;
  const std::string path = folder.path("old.db");
  {
    SQLite::Database old(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    old.exec(kMigrations[0]);
    old.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
    old.exec("PRAGMA user_version = 1");
    old.exec(R"sql(
INSERT INTO file VALUES (1, 'a.csv', 'f', '2024-01-01T00:00:00Z', 'UTF-8', NULL, ',', '%Y-%m-%d', '.', 0, '');
INSERT INTO purchase VALUES
  (1, '1001', 'a', '2024-01-05T00:00:00', '', 'sale', 1, '2', '5'),
  (2, '1002', 'a', '2024-01-06T00:00:00', '', 'no quantity', 4, '-3', '-7.5'),
  (3, '1003', 'a', '2024-01-06T00:00:00', '', 'no price', 1, '1', '-1.25');
INSERT INTO line VALUES
  (1, 'x', '2', '2.5', '5', 1, 1, 1, 1),
  (2, 'x', '-1', '2.5', '-2.5', 3, 1, 1, 3),
  (2, 'y', '0', '2.5', '0', 1, 1, 1, 1),
  (3, 'x', '1', '-1.25', '-1.25', 1, 1, 1, 1);
)sql");
  }
  { const Store store(path, Store::Access::write, std::chrono::milliseconds(50)); }
  const SQLite::Database now(path);
  SQLite::Statement query(
      now, "SELECT order_id, kind, lines, items, amount FROM purchase ORDER BY order_id, kind");
  std::string seen;
  while (query.executeStep()) {
    for (int i = 0; i < 5; ++i) seen += query.getColumn(i).getString() + (i < 4 ? " | " : "\n");
  }
  EXPECT_EQ(seen,
            "1001 | sale | 1 | 2 | 5\n"
            "1002 | no quantity | 1 | 0 | 0\n"
            "1002 | return | 3 | -3 | -7.5\n"
            "1003 | return | 1 | 1 | -1.25\n");
}

// Version 2 decided by the letter of an order id whether it is a cancellation or an adjustment, if
// most order ids of the file were numbers.
TEST(Migration, CancellationsAndAdjustmentsOfAStoreOfVersion2AreMarked) {
  const test::TempDir folder;
  const std::string path = folder.path("old.db");
  {
    SQLite::Database old(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    old.exec(kMigrations[0]);
    old.exec(kMigrations[1]);
    old.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
    old.exec("PRAGMA user_version = 2");
    old.exec(R"sql(
INSERT INTO file VALUES (1, 'a.csv', 'f', '2024-01-01T00:00:00Z', 'UTF-8', NULL, ',', '%Y-%m-%d', '.', 0, '', '', '');
INSERT INTO file_ledger VALUES (1, 'all', 6, '0');
INSERT INTO purchase VALUES
  (1, '1001', 'a', '2024-01-05T00:00:00', '', 'sale', 1, '2', '5', 1),
  (2, 'C1002', 'a', '2024-01-06T00:00:00', '', 'return', 1, '-1', '-2.5', 1),
  (3, 'A1003', 'a', '2024-01-06T00:00:00', '', 'no price', 1, '1', '0', 1),
  (4, 'C1004', 'a', '2024-01-06T00:00:00', '', 'return', 1, '-1', '-2.5', 0),
  (5, 'C1005', 'a', '2024-01-06T00:00:00', '', 'sale', 1, '1', '2.5', 1),
  (6, 'CX1006', 'a', '2024-01-06T00:00:00', '', 'return', 1, '-1', '-2.5', 1);
INSERT INTO line VALUES
  (1, 'x', '2', '2.5', '5', 1, 1, 1, 1), (2, 'x', '-1', '2.5', '-2.5', 1, 1, 1, 1),
  (3, 'x', '1', '0', '0', 1, 1, 1, 1), (4, 'x', '-1', '2.5', '-2.5', 1, 1, 1, 1),
  (5, 'x', '1', '2.5', '2.5', 1, 1, 1, 1), (6, 'x', '-1', '2.5', '-2.5', 1, 1, 1, 1);
)sql");
  }
  const Store store(path, Store::Access::write, std::chrono::milliseconds(50));
  const Ledger ledger = store.measure({}).transactions.value().ledger;
  EXPECT_EQ(ledger[RowReason::kept].rows, 2U);
  EXPECT_EQ(ledger[RowReason::cancellation].rows, 1U);
  EXPECT_EQ(ledger[RowReason::adjustment].rows, 1U);
  EXPECT_EQ(ledger[RowReason::returned].rows, 2U) << "and they are dropped, as before";
  ASSERT_EQ(store.files().size(), 1U);
  EXPECT_EQ(store.files()[0].file.layout, "");
}

// By hand: of order 1 the old store has 2 rows of 5, and its latest state is of 5 February. The new
// file has 3 of these rows, and no time.
TEST(Migration, FilesOfVersion3RemainIfALaterFileIsRemoved) {
  const test::TempDir folder;
  const std::string path = folder.path("old.db");
  {
    SQLite::Database old(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (std::size_t version = 0; version < 3; ++version) old.exec(kMigrations.at(version));
    old.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
    old.exec("PRAGMA user_version = 3");
    old.exec(R"sql(
INSERT INTO file (id, name, fingerprint, ingested, encoding, delimiter, date_format, decimal_mark, decimal_reason, currency)
VALUES (1, 'a.csv', 'f', '2024-01-01T00:00:00Z', 'UTF-8', ',', '%Y-%m-%d', '.', 0, '');
INSERT INTO file_ledger VALUES (1, 'all', 3, '16'), (1, 'already_stored', 0, '0'), (1, 'restated', 0, '0');
INSERT INTO purchase VALUES (1, '1', 'a', '2024-01-05T00:00:00', '', 'sale', 3, '3', '16', 0);
INSERT INTO line VALUES (1, '', '1', '5', '5', 2, 1, 1, 2), (1, '', '1', '6', '6', 1, 1, 1, 1);
INSERT INTO order_update VALUES ('1', '2024-02-05T00:00:00');
)sql");
  }
  const auto content = [&] {
    const SQLite::Database now(path);
    std::string seen;
    for (const char* const query :
         {"SELECT amount, copies, different_copies, 0 FROM line ORDER BY amount",
          "SELECT order_id, lines, items, amount FROM purchase",
          "SELECT fate, rows, amount, file FROM file_ledger ORDER BY file, fate",
          "SELECT order_id, updated, 0, 0 FROM order_update"}) {
      SQLite::Statement rows(now, query);
      while (rows.executeStep()) {
        for (int i = 0; i < 4; ++i) seen += rows.getColumn(i).getString() + (i < 3 ? " " : "\n");
      }
    }
    return seen;
  };
  Store store(path, Store::Access::write, std::chrono::milliseconds(50));
  const std::string before = content();
  EXPECT_THROW(store.remove("a.csv"), DataError);
  CleaningOptions options;
  options.load.layout.restates_orders = true;
  const std::string name = folder.write(
      "b.csv",
      "order,customer,date,amount\n1,a,2024-01-05,5\n1,a,2024-01-05,5\n1,a,2024-01-05,5\n");
  store.ingest(name, {}, options);
  EXPECT_EQ(to_string(store.measure({}).table.monetary[0]), "15");
  EXPECT_EQ(store.find_faults(), std::vector<std::string>());
  store.remove("b.csv");
  EXPECT_EQ(content(), before);
  EXPECT_EQ(store.find_faults(), std::vector<std::string>());
}

// The upgraded store knows what the file of version 3 has, but stays as it was, to the last byte.
TEST(Migration, ARehearsalLeavesAnOldStoreAsItIs) {
  const test::TempDir folder;
  const std::string path = folder.path("old.db");
  {
    SQLite::Database old(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (std::size_t version = 0; version < 3; ++version) old.exec(kMigrations.at(version));
    old.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
    old.exec("PRAGMA user_version = 3");
    old.exec(R"sql(
INSERT INTO file (id, name, fingerprint, ingested, encoding, delimiter, date_format, decimal_mark, decimal_reason, currency)
VALUES (1, 'a.csv', 'f', '2024-01-01T00:00:00Z', 'UTF-8', ',', '%Y-%m-%d', '.', 0, '');
INSERT INTO file_ledger VALUES (1, 'all', 1, '5'), (1, 'already_stored', 0, '0'), (1, 'restated', 0, '0');
INSERT INTO purchase VALUES (1, '1', 'a', '2024-01-05T00:00:00', '', 'sale', 1, '1', '5', 0);
INSERT INTO line VALUES (1, '', '1', '5', '5', 1, 1, 1, 1);
)sql");
  }
  const auto bytes = [&] {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  const std::string before = bytes();
  const std::string name =
      folder.write("b.csv", "order,customer,date,amount\n1,a,2024-01-05,5\n2,a,2024-01-06,6\n");
  IngestRules rules;
  rules.dry_run = true;
  {
    Store store(path, Store::Access::rehearse, std::chrono::milliseconds(50));
    const StoredFile stored = store.ingest(name, {}, {}, rules);
    EXPECT_EQ(stored.already_stored.rows, 1U);
    EXPECT_TRUE(store.ingest(name, {}, {}, rules).known);
  }
  EXPECT_EQ(bytes(), before);
  const std::vector<std::string> left = {"b.csv", "old.db"};
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path(""))) {
    found.push_back(entry.path().filename().string());
  }
  std::ranges::sort(found);
  EXPECT_EQ(found, left);
}

TEST(DamagedStore, IsNamedWithItsWrongValue) {
  const test::TempDir folder;
  const std::string path = folder.path("shop.db");
  const std::string name = folder.write("a.csv", "order,customer,date,amount\n1,a,2024-01-05,5\n");
  { Store(path, Store::Access::write, std::chrono::milliseconds(50)).ingest(name, {}, {}); }
  { SQLite::Database(path, SQLite::OPEN_READWRITE).exec("UPDATE purchase SET amount = 'five'"); }
  const Store store(path, Store::Access::read);
  const std::string message = test::thrown<DataError>([&] { (void)store.measure({}); });
  EXPECT_EQ(message, path +
                         ": is damaged: column amount: 'five' is not a number (hint: restore a "
                         "backup, or rebuild it from the original files)");
}

}  // namespace
}  // namespace rfmseg
