#include "store/ingestion.hpp"

#include <SQLiteCpp/Transaction.h>
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "clean/cleaning_run.hpp"
#include "csv/csv_file.hpp"
#include "load/transaction.hpp"
#include "support/temp_dir.hpp"

namespace rfmseg {
namespace {

using test::TempDir;

constexpr const char* kColumns = "order,customer,date,quantity,price,stock_code,description\n";

/// Files that come to a store one after another, each written whenever a few lines wait.
class Files {
 public:
  explicit Files(std::size_t most_waiting) : most_waiting_(most_waiting) {}

  /// Returns the rows that earlier files have brought.
  Ledger::Entry ingest(const std::string& rows) {
    SQLite::Transaction transaction(*database_);
    Ingestion ingestion(
        database_, [this] { return ++files_; }, false, most_waiting_);
    // A record is a block, so that every row may be followed by a flush.
    CsvFile file(folder_.write("file.csv", kColumns + rows), {.delimiter = ',', .block_size = 1});
    CleaningRun run({});
    run.read(file, std::array<RowSink*, 1>{&ingestion});
    ingestion.finish();
    transaction.commit();
    return ingestion.already_stored();
  }

  /// What a query for texts gives: cells apart by blanks, rows by semicolons.
  [[nodiscard]] std::string all(const std::string& query) const {
    SQLite::Statement statement(*database_, query);
    std::string text;
    while (statement.executeStep()) {
      for (int i = 0; i < statement.getColumnCount(); ++i) {
        text +=
            statement.getColumn(i).getString() + (i + 1 < statement.getColumnCount() ? " " : ";");
      }
    }
    return text;
  }
  [[nodiscard]] std::string lines() const {
    return all("SELECT stock_code, copies, different_copies FROM line ORDER BY stock_code");
  }

 private:
  std::size_t most_waiting_;
  TempDir folder_;
  Database database_{folder_.path("shop.db"), Store::Access::write, std::chrono::milliseconds(50)};
  std::int64_t files_ = 0;
};

TEST(Ingestion, CopiesThatAreWrittenApartAddUpWithinAFile) {
  Files files(2);
  files.ingest(
      "1,7,2011-01-01,1,2.00,A,x\n2,8,2011-01-01,1,3.00,B,x\n3,9,2011-01-01,1,4.00,C,x\n"
      "1,7,2011-01-01,1,2.00,A,x\n");
  EXPECT_EQ(files.lines(), "A 2 1;B 1 1;C 1 1;");
  EXPECT_EQ(files.all("SELECT lines, items, amount FROM purchase WHERE order_id = '1'"), "2 2 4;");
}

// By hand: the second file has A three times, the first had it twice: one is new, two were there.
TEST(Ingestion, CopiesThatAreWrittenApartAreComparedWithAnEarlierFilesAltogether) {
  const std::string row = "1,7,2011-01-01,1,2.00,A,x\n";
  for (const std::size_t most_waiting : {1U, 2U, 100U}) {
    Files files(most_waiting);
    files.ingest(row + row);
    const Ledger::Entry known = files.ingest(row + "2,8,2011-01-01,1,3.00,B,x\n" + row + row);
    EXPECT_EQ(known.rows, 2U) << most_waiting;
    EXPECT_EQ(to_string(known.amount), "4") << most_waiting;
    EXPECT_EQ(files.lines(), "A 3 1;B 1 1;") << most_waiting;
    EXPECT_EQ(files.all("SELECT lines, amount FROM purchase ORDER BY order_id"), "3 6;1 3;")
        << most_waiting;
  }
}

// Else --duplicates drop, which keeps as many rows as differ, would lose a sale.
TEST(Ingestion, RowsThatDifferInOtherColumnsAreCountedWhereverTheyAreWritten) {
  for (const std::size_t most_waiting : {1U, 2U, 100U}) {
    Files files(most_waiting);
    files.ingest(
        "1,7,2011-01-01,1,2.00,A,red\n2,8,2011-01-01,1,3.00,B,x\n1,7,2011-01-01,1,2.00,A,blue\n"
        "1,7,2011-01-01,1,2.00,A,red\n");
    EXPECT_EQ(files.lines(), "A 3 2;B 1 1;") << most_waiting;
    // Of the next file only its own rows count: one colour of A, two of B.
    files.ingest(
        "1,7,2011-01-01,1,2.00,A,green\n2,8,2011-01-01,1,3.00,B,x\n"
        "2,8,2011-01-01,1,3.00,B,y\n");
    EXPECT_EQ(files.lines(), "A 3 2;B 2 2;") << most_waiting;
  }
}

TEST(Ingestion, WhenLinesAreWrittenChangesNothing) {
  std::mt19937 draw(3);
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(draw()) % limit; };
  for (int round = 0; round < 30; ++round) {
    std::vector<std::string> texts(3);
    for (std::string& text : texts) {
      for (unsigned i = below(30); i > 0; --i) {
        text += fmt::format("{},7,2011-01-0{},{},{}.00,S{},{}\n", below(3), below(2) + 1,
                            static_cast<int>(below(4)) - 1, below(2), below(2), below(3));
      }
    }
    std::string expected;
    for (const std::size_t most_waiting : {std::numeric_limits<std::size_t>::max(), std::size_t{1},
                                           std::size_t{2}, std::size_t{5}}) {
      Files files(most_waiting);
      std::string all;
      for (const std::string& text : texts) {
        const Ledger::Entry known = files.ingest(text);
        all += fmt::format("{} {};", known.rows, to_string(known.amount));
      }
      all += files.all(
          "SELECT order_id, time, kind, lines, items, amount FROM purchase ORDER BY "
          "order_id, time, kind");
      all += files.all(
          "SELECT order_id, time, kind, stock_code, quantity, price, line.amount, "
          "copies, different_copies, last_file, copies_in_last_file FROM line JOIN "
          "purchase ON purchase = id ORDER BY 1, 2, 3, 4, 5, 6, 7");
      if (expected.empty()) expected = all;
      EXPECT_EQ(all, expected) << "round " << round << ", " << most_waiting;
    }
  }
}

}  // namespace
}  // namespace rfmseg
