// Files that are removed from a store.

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "rfmseg/error.hpp"
#include "rfmseg/store/store.hpp"
#include "store/file_entries.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::TempDir;
using test::thrown;

TEST(FileEntries, FilesWithTheSameValueAreARange) {
  FileEntries entries;
  for (const std::int64_t file : {1, 2, 3, 5}) entries.set(file, "2:1");
  entries.set(6, "3:1");
  EXPECT_EQ(entries.text(), "1-3:2:1 5:2:1 6:3:1");
  entries.set(6, "2:1");  // more of the last file
  EXPECT_EQ(entries.text(), "1-3:2:1 5-6:2:1");
  entries.erase(2);
  EXPECT_EQ(entries.text(), "1:2:1 3:2:1 5-6:2:1");
  EXPECT_EQ(FileEntries::parse(entries.text()).value().all(), entries.all());
  EXPECT_EQ(*entries.find(5), "2:1");
  EXPECT_EQ(entries.find(4), nullptr);
}

TEST(FileEntries, OtherTextIsRefused) {
  for (const std::string text : {"1", "a:1", "2-1:1", "1:1 1:1", "2:1 1:1", "0:1", "1-:1", "-1:1",
                                 "1-999999999999:1", "1:1  2:1"}) {
    EXPECT_FALSE(FileEntries::parse(text)) << text;
  }
  EXPECT_TRUE(FileEntries::parse("").value().all().empty());
  for (const std::string text : {"", "1", "0:0", "1:2", "1:0", "x:1", "9000000000000000000:1"}) {
    EXPECT_FALSE(parse_copies(text)) << text;
  }
  EXPECT_EQ(parse_copies("3:2"), (Copies{3, 2}));
}

/// All of a store except times of adding, with files by their names.
std::string content(const std::string& path) {
  const SQLite::Database database(path);
  std::string text;
  for (const char* const query :
       {"SELECT name, fingerprint, date_format, currency, layout, first_time, last_time FROM file "
        "ORDER BY id",
        "SELECT name, fate, rows, amount FROM file_ledger JOIN file ON id = file ORDER BY id, fate",
        "SELECT name, place, message FROM file_error JOIN file ON id = file ORDER BY id, place",
        "SELECT order_id, customer_id, time, country, kind, mark, lines, items, amount FROM "
        "purchase ORDER BY 1, 2, 3, 4, 5",
        "SELECT order_id, customer_id, time, country, kind, stock_code, quantity, price, "
        "line.amount, copies, different_copies, copies_in_last_file, name FROM line JOIN purchase "
        "ON purchase = purchase.id JOIN file ON file.id = last_file ORDER BY 1, 2, 3, 4, 5, 6, 7, "
        "8, 9",
        "SELECT order_id, updated FROM order_update ORDER BY 1"}) {
    SQLite::Statement statement(database, query);
    while (statement.executeStep()) {
      for (int i = 0; i < statement.getColumnCount(); ++i) {
        text += statement.getColumn(i).getString() + '|';
      }
      text += '\n';
    }
    text += "--\n";
  }
  return text;
}

/// How files are added, which the random files have in common.
enum class Kind { plain, restating, with_updates };

class Removal : public testing::TestWithParam<Kind> {
 protected:
  [[nodiscard]] CleaningOptions options(bool restates) const {
    CleaningOptions options;
    options.error_limit.rows = 1000;
    if (GetParam() == Kind::with_updates) {
      options.load.layout.layout = folder_.write("shop.toml", R"(
title = "Shop"
measures = "charged"
order = "order"
customer = "customer"
date = "date"
stock_code = "code"
amount = "Amount"
count = { "state" = ["paid"] }
leave_out = { "state" = ["cancelled"] }
updated_at = "changed"
restate = "order"
)");
    } else {
      options.load.layout.restates_orders = restates;
    }
    return options;
  }

  TempDir folder_;
};

// The property: whatever was added and removed before, the store equals one that has only seen the
// files that remain, in the same order.
TEST_P(Removal, LeavesAStoreThatHasNeverSeenTheFile) {
  std::mt19937 draw(17);
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(draw()) % limit; };
  std::uint64_t restated = 0, already_stored = 0;  // of all rounds
  for (int round = 0; round < 25; ++round) {
    struct File {
      std::string path;
      bool restates = false;
    };
    const std::string store_path = folder_.path(fmt::format("{}.db", round));
    std::vector<File> present;
    int made = 0;
    Store store(store_path, Store::Access::write);
    for (int step = 0; step < 8; ++step) {
      if (!present.empty() && below(3) == 0) {
        const unsigned which = below(static_cast<unsigned>(present.size()));
        store.remove(present[which].path);
        present.erase(present.begin() + which);
      } else {
        std::string rows = "order,customer,date,code,quantity,price,Amount,state,changed,note\n";
        // Tells the formats, and makes every file different.
        rows += fmt::format("f{},z,2024-01-31,s,1,1.00,1.00,paid,2024-01-31 08:00,\n", made);
        for (unsigned i = below(12); i > 0; --i) {
          const unsigned order = below(4);
          const std::string price = below(9) == 0 ? "bad" : fmt::format("{}.50", below(3));
          rows += fmt::format(
              "{},c{},2024-01-0{},s{},{},{},{},{},{},{}\n",
              order == 0 ? "" : fmt::format("{}", order), order, below(2) + 1, below(2),
              static_cast<int>(below(3)) - 1, price, price, below(4) == 0 ? "cancelled" : "paid",
              below(3) == 0 ? "" : fmt::format("2024-02-0{} 08:00", below(4) + 1), below(2));
        }
        const File file{folder_.write(fmt::format("{}-{}.csv", round, made++), rows),
                        GetParam() == Kind::restating && below(3) > 0};
        store.ingest(file.path, {}, options(file.restates));
        present.push_back(file);
      }
      EXPECT_EQ(store.find_faults(), std::vector<std::string>()) << round << '/' << step;
    }
    const std::string other_path = folder_.path(fmt::format("{}-other.db", round));
    Store other(other_path, Store::Access::write);
    for (const File& file : present) other.ingest(file.path, {}, options(file.restates));
    ASSERT_EQ(content(store_path), content(other_path)) << "round " << round;
    for (const StoredFile& stored : other.files()) {
      restated += stored.ledger[RowReason::restated].rows;
      already_stored += stored.ledger[RowReason::already_stored].rows;
    }
  }
  EXPECT_GT(already_stored, 10U);
  if (GetParam() != Kind::plain) {
    EXPECT_GT(restated, 10U);
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, Removal,
                         testing::Values(Kind::plain, Kind::restating, Kind::with_updates));

class StoreFiles : public testing::Test {
 protected:
  StoredFile ingest(const std::string& name, const std::string& rows) {
    std::filesystem::create_directories(folder_.path(name.substr(0, name.find('/'))));
    return store_.ingest(folder_.write(name, "order,customer,date,amount\n" + rows), {}, {});
  }

  TempDir folder_;
  Store store_{folder_.path("shop.db"), Store::Access::write};
};

TEST_F(StoreFiles, AreRemovedByNameOrFingerprint) {
  ingest("x/a.csv", "1,a,2024-05-01,5\n");
  const StoredFile second = ingest("x/b.csv", "2,a,2024-05-02,6\n");
  const StoredFile third = ingest("y/a.csv", "3,a,2024-05-03,7\n");
  const std::string several = thrown<UsageError>([&] { store_.remove("a.csv"); });
  EXPECT_NE(several.find("has 2 files 'a.csv' (hint: name the fingerprint: "), std::string::npos)
      << several;
  EXPECT_NE(several.find(third.file.fingerprint), std::string::npos) << several;
  const std::string none = thrown<UsageError>([&] { store_.remove("c.csv"); });
  EXPECT_NE(none.find("has no file 'c.csv'"), std::string::npos) << none;
  EXPECT_THROW(store_.remove(third.file.fingerprint.substr(0, 5)), UsageError) << "too short";
  EXPECT_EQ(store_.remove(third.file.fingerprint.substr(0, 6)).file.name, third.file.name);
  EXPECT_EQ(store_.remove("b.csv").file.name, second.file.name);
  ASSERT_EQ(store_.files().size(), 1U);
  EXPECT_EQ(to_string(store_.files()[0].amount), "5");
  EXPECT_EQ(to_string(store_.files()[0].first_time.value()), "2024-05-01T00:00:00");
  // A file that was removed can be added again.
  EXPECT_FALSE(ingest("x/b.csv", "2,a,2024-05-02,6\n").known);
}

TEST_F(StoreFiles, RunsRemain) {
  ingest("x/a.csv", "1,a,2024-05-01,5\n");
  store_.save_run({"segment", "2024-05-02T00:00:00", "classic", "[]", ""},
                  [](const Store::AddRunCustomer&) {});
  store_.remove("a.csv");
  EXPECT_EQ(store_.runs().size(), 1U);
  EXPECT_THROW((void)store_.measure({}), DataError);
  EXPECT_THROW(store_.remove_run(2), DataError);
  store_.remove_run(1);
  EXPECT_EQ(store_.runs().size(), 0U);
}

TEST_F(StoreFiles, FaultsAreFound) {
  ingest("x/a.csv", "1,a,2024-05-01,5\n1,a,2024-05-01,6\n2,b,2024-05-01,5\n");
  EXPECT_EQ(store_.find_faults(), std::vector<std::string>());
  SQLite::Database other(folder_.path("shop.db"), SQLite::OPEN_READWRITE);
  const auto fault = [&](const std::string& edit, const std::string& undo) {
    other.exec(edit);
    std::string text;
    for (const std::string& each : store_.find_faults()) text += each + ';';
    other.exec(undo);
    return text;
  };
  EXPECT_EQ(
      fault("UPDATE purchase SET lines = 3 WHERE order_id = '1'",
            "UPDATE purchase SET lines = 2 WHERE order_id = '1'"),
      "1 order with other sums than the lines;the orders have 4 rows worth 16, the ledgers of "
      "the files 3 worth 16;");
  EXPECT_EQ(fault("UPDATE line SET copies = 0 WHERE amount = '6'",
                  "UPDATE line SET copies = 1 WHERE amount = '6'"),
            "1 line with impossible numbers of copies;");
  EXPECT_EQ(fault("UPDATE line SET last_file = 9 WHERE amount = '6'",
                  "UPDATE line SET last_file = 1 WHERE amount = '6'"),
            "1 line of unknown files;");
  EXPECT_EQ(fault("UPDATE file_ledger SET amount = '17' WHERE fate = 'all'",
                  "UPDATE file_ledger SET amount = '16' WHERE fate = 'all'"),
            "the orders have 3 rows worth 16, the ledgers of the files 3 worth 17;");
  EXPECT_EQ(fault("UPDATE line SET files = '1:1' WHERE amount = '6'",
                  "UPDATE line SET files = '' WHERE amount = '6'")
                .find("is damaged: the copies of a line in its files"),
            0U);
  EXPECT_EQ(store_.find_faults(), std::vector<std::string>());
}

}  // namespace
}  // namespace rfmseg
