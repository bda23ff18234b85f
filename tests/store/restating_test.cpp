// Orders that change: the rows of an order replace those of earlier files.

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "clean/cleaning_run.hpp"
#include "csv/csv_file.hpp"
#include "rfmseg/csv/input_files.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/store/store.hpp"
#include "store/ingestion.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::TempDir;
using test::thrown;

constexpr const char* kShopLayout = R"(
title = "Shop"
measures = "charged, less refunds"
order = "Order"
customer = "Client"
date = "Placed"
currency = "Currency"
amount = "Total - Refunded"
count = { "State" = ["paid"] }
leave_out = { "State" = ["pending", "cancelled"] }
restate = "order"
)";
constexpr const char* kShopHeader = "Order,Client,Placed,State,Total,Refunded,Currency,Changed\n";

class Restating : public testing::Test {
 protected:
  StoredFile ingest(const std::string& rows, const CleaningOptions& options) {
    Store store(path_, Store::Access::write, std::chrono::milliseconds(50));
    return store.ingest(folder_.write(fmt::format("{}.csv", ++files_), kShopHeader + rows), {},
                        options);
  }
  StoredFile ingest(const std::string& rows) { return ingest(rows, with_layout(kShopLayout)); }

  [[nodiscard]] CleaningOptions with_layout(const std::string& layout) const {
    CleaningOptions options;
    options.load.layout.layout = folder_.write("shop.toml", layout);
    options.error_limit.rows = 100;
    return options;
  }

  [[nodiscard]] Store store() const { return Store(path_, Store::Access::read); }
  /// `customer orders money; ...`
  [[nodiscard]] std::string measured() const {
    const CustomerTable table = store().measure({}).table;
    std::string text;
    for (std::size_t i = 0; i < table.size(); ++i) {
      text += fmt::format("{} {} {};", table.ids[i], table.frequency[i],
                          to_string(table.monetary[i], 2));
    }
    return text;
  }
  /// The same of all ingested files, read together without the store.
  [[nodiscard]] std::string measured_together(const CleaningOptions& options) const {
    std::vector<std::string> paths;
    for (int i = 1; i <= files_; ++i) paths.push_back(folder_.path(fmt::format("{}.csv", i)));
    InputFiles files(paths);
    const CustomerTable table = measure_customers(files, {.cleaning = options}).table;
    std::string text;
    for (std::size_t i = 0; i < table.size(); ++i) {
      text += fmt::format("{} {} {};", table.ids[i], table.frequency[i],
                          to_string(table.monetary[i], 2));
    }
    return text;
  }
  [[nodiscard]] Ledger ledger() const { return store().measure({}).transactions.value().ledger; }

  TempDir folder_;
  std::string path_ = folder_.path("shop.db");
  int files_ = 0;
};

// Another customer's order, so that customers remain.
const std::string kOther = "2,ben,2024-01-06,paid,30.00,0,USD,2024-01-06 10:00\n";

// The example of the issue: on day 2 the order has a refund of 5.00.
TEST_F(Restating, AnOrderThatChangesIsCountedOnce) {
  ingest("1,ann,2024-01-05,paid,49.50,0,USD,\n" + kOther);
  const StoredFile second = ingest("1,ann,2024-01-05,paid,49.50,5.00,USD,\n");
  EXPECT_EQ(measured(), "ann 1 44.50;ben 1 30.00;");
  EXPECT_EQ(second.replaced.orders, 1U);
  EXPECT_EQ(second.replaced.rows, (Ledger::Entry{1, parse_amount("49.50").value()}));
  EXPECT_EQ(second.outdated.rows.rows, 0U);
  // All rows and all money of the two files: 49.50 + 30 + 44.50.
  EXPECT_EQ(ledger().total(), (Ledger::Entry{3, parse_amount("124").value()}));
  EXPECT_EQ(ledger()[RowReason::restated], second.replaced.rows);
  EXPECT_EQ(store().files()[1].ledger[RowReason::restated], second.replaced.rows);
}

TEST_F(Restating, AnOrderThatNoLongerCountsIsRemoved) {
  const std::string first = "1,ann,2024-01-05,paid,49.50,0,USD,\n" + kOther;
  for (const std::string row : {
           "1,ann,2024-01-05,cancelled,49.50,0,USD,\n",  // known not to count
           "1,ann,2024-01-05,lost,49.50,0,USD,\n",       // not known
           "1,ann,2024-01-05,paid,49.50,49.50,USD,\n",   // refunded to nothing
           "1,,2024-01-05,paid,49.50,0,USD,\n",          // without its customer
           "1,ann,2024-01-05,paid,,,USD,\n",             // without an amount
           "1,ann,someday,paid,49.50,0,USD,\n",          // unreadable
           "1,ann,someday,cancelled,49.50,0,USD,\n",     // unreadable, and does not count
           "1,ann,2024-01-05,paid,49.50,0,EUR,\n",       // in another currency
       }) {
    std::filesystem::remove(path_);
    ingest(first);
    // What tells the currency and the format of the file.
    const std::string rest = "3,cem,2024-01-31,paid,1.00,0,USD,\n4,cem,2024-01-31,paid,1,0,USD,\n";
    const StoredFile second = ingest(row + rest);
    EXPECT_EQ(measured(), "ben 1 30.00;cem 2 2.00;") << row;
    EXPECT_EQ(second.replaced.orders, 1U) << row;
    EXPECT_EQ(ledger().total().rows, 5U) << row;
  }
}

TEST_F(Restating, AnOrderThatIsAsItWasIsAlreadyStored) {
  ingest("1,ann,2024-01-05,paid,49.50,0,USD,\n" + kOther);
  const StoredFile second =
      ingest("1,ann,2024-01-05,paid,49.50,0,USD,\n3,ann,2024-01-07,paid,1,0,USD,\n");
  EXPECT_EQ(measured(), "ann 2 50.50;ben 1 30.00;");
  EXPECT_EQ(second.replaced.orders, 0U);
  EXPECT_EQ(second.already_stored.rows, 1U);
}

TEST_F(Restating, TheLaterFileAppliesIfNothingTellsWhatIsNewer) {
  const std::string pending = "1,ann,2024-01-05,pending,49.50,0,USD,\n" + kOther;
  const std::string paid = "1,ann,2024-01-05,paid,49.50,0,USD,\n";
  ingest(pending);
  ingest(paid);
  EXPECT_EQ(measured(), "ann 1 49.50;ben 1 30.00;");
  // The same text again is skipped, also after other files.
  EXPECT_TRUE(ingest(pending).known);
  EXPECT_EQ(measured(), "ann 1 49.50;ben 1 30.00;");
  ingest(pending + "\n");
  EXPECT_EQ(measured(), "ben 1 30.00;");
}

TEST_F(Restating, AnOlderExportThatComesLaterChangesNothing) {
  const CleaningOptions options = with_layout(std::string(kShopLayout) + "updated_at = 'Changed'");
  const std::string pending = "1,ann,2024-01-05,pending,49.50,0,USD,2024-01-05 10:00\n";
  const std::string paid = "1,ann,2024-01-05,paid,49.50,0,USD,2024-01-06 09:00\n";
  const std::string refunded = "1,ann,2024-01-05,paid,49.50,5.00,USD,2024-01-31 08:00\n";
  const std::string cancelled = "1,ann,2024-01-05,cancelled,49.50,5.00,USD,2024-02-01 08:00\n";
  ingest(refunded, options);
  const StoredFile late = ingest(paid + kOther, options);
  EXPECT_EQ(measured(), "ann 1 44.50;ben 1 30.00;");
  EXPECT_EQ(late.replaced.orders, 0U);
  EXPECT_EQ(late.outdated.orders, 1U);
  EXPECT_EQ(late.outdated.rows, (Ledger::Entry{1, parse_amount("49.50").value()}));
  EXPECT_EQ(ledger()[RowReason::restated], late.outdated.rows);
  EXPECT_EQ(ledger().total(), (Ledger::Entry{3, parse_amount("124").value()}));
  ingest(pending, options);
  EXPECT_EQ(measured(), "ann 1 44.50;ben 1 30.00;");
  // Nor do rows come back of an order that is gone.
  ingest(cancelled, options);
  EXPECT_EQ(measured(), "ben 1 30.00;");
  ingest(paid + "3,ben,2024-01-07,paid,1.00,0,USD,\n", options);
  EXPECT_EQ(measured(), "ben 2 31.00;");
  // The latest again, in a file of other text.
  ingest(cancelled + refunded + "3,ben,2024-01-07,paid,1.00,0,USD,\n", options);
  EXPECT_EQ(measured(), "ann 1 44.50;ben 2 31.00;") << "rows of one file do not replace each other";
}

TEST_F(Restating, WithoutATimeTheLaterFileApplies) {
  const CleaningOptions options = with_layout(std::string(kShopLayout) + "updated_at = 'Changed'");
  ingest("1,ann,2024-01-05,paid,10.00,0,USD,2024-01-31 08:00\n" + kOther, options);
  ingest("1,ann,2024-01-05,paid,20.00,0,USD,\n", options);
  EXPECT_EQ(measured(), "ann 1 20.00;ben 1 30.00;");
  ingest("1,ann,2024-01-05,paid,30.00,0,USD,2024-01-30 08:00\n", options);
  EXPECT_EQ(measured(), "ann 1 20.00;ben 1 30.00;");
}

TEST_F(Restating, TheOptionReplacesTheLayout) {
  const std::string first = "1,ann,2024-01-05,paid,49.50,0,USD,\n" + kOther;
  const std::string second = "1,ann,2024-01-05,paid,49.50,5.00,USD,\n";
  CleaningOptions options = with_layout(kShopLayout);
  options.load.layout.restates_orders = false;
  ingest(first, options);
  ingest(second, options);
  EXPECT_EQ(measured(), "ann 1 94.00;ben 1 30.00;");
}

TEST_F(Restating, RowsThatDifferedInTheEarlierVersionDoNotDifferAnyMore) {
  CleaningOptions options;
  options.load.layout.restates_orders = true;
  Store store(path_, Store::Access::write);
  const std::string header = "order,customer,date,amount,description\n";
  const std::string cup = "1,ann,2024-01-05,5,cup\n";
  const std::string mug = "1,ann,2024-01-05,5,mug\n";
  MeasureOptions once;
  once.cleaning.rules.drop_duplicates = true;
  const auto money = [&] { return to_string(store.measure(once).table.monetary[0], 2); };
  store.ingest(folder_.write("a.csv", header + cup + mug), {}, options);
  EXPECT_EQ(money(), "10.00");
  store.ingest(folder_.write("b.csv", header + cup + cup), {}, options);
  EXPECT_EQ(money(), "5.00") << "two copies of one row";
}

TEST_F(Restating, OrdersOfPlainFilesAreRestatedOnRequest) {
  CleaningOptions options;
  options.load.layout.restates_orders = true;
  Store store(path_, Store::Access::write);
  const std::string header = "order,customer,date,amount\n";
  store.ingest(folder_.write("a.csv", header + "1,ann,2024-01-05,10\n,ben,2024-01-05,3\n"), {},
               options);
  store.ingest(folder_.write("b.csv", header + "1,ann,2024-01-06,7\n,ben,2024-01-06,4\n"), {},
               options);
  EXPECT_EQ(measured(), "ann 1 7.00;ben 2 7.00;") << "rows without an order are not replaced";

  const std::string none = folder_.write("c.csv", "customer,date,amount\nann,2024-01-05,10\n");
  const std::string message = thrown<UsageError>([&] { store.ingest(none, {}, options); });
  EXPECT_NE(message.find("restate requires a column of order ids (hint: columns order=NAME)"),
            std::string::npos)
      << message;
  EXPECT_EQ(store.files().size(), 2U);
}

TEST_F(Restating, WhatTheFirstLayoutDecidesAppliesToTheStore) {
  const std::string rows =
      "1,ann,2024-01-05,paid,49.50,0,USD,\n2,ann,2024-01-06,paid,-9.50,0,USD,\n";
  ingest(rows);
  EXPECT_EQ(measured(), "ann 1 40.00;");
  EXPECT_EQ(store().files()[0].file.layout, folder_.path("shop.toml"));
  EXPECT_EQ(store().files()[0].file.measures, "charged, less refunds");
  MeasureOptions options;
  options.cleaning.rules.net_returns = false;
  EXPECT_EQ(to_string(store().measure(options).table.monetary[0], 2), "49.50");

  std::filesystem::remove(path_);
  CleaningOptions plain;
  plain.load.layout.layout = "none";
  plain.load.columns = parse_column_names("order=Order,customer=Client,date=Placed,amount=Total");
  ingest(rows, plain);
  EXPECT_EQ(measured(), "ann 1 49.50;") << "without a layout returns are dropped";
}

// Rows as Shopify writes them: what stands once per order is in its first row.
constexpr const char* kOnceLayout = R"(
title = "Shop"
measures = "charged"
order = "Order"
customer = "Client"
date = "Placed"
amount = "Total - Refunded"
once_an_order = ["State", "Total", "Refunded"]
count = { "State" = ["paid"] }
leave_out = { "State" = ["cancelled"] }
restate = "order"
)";

TEST_F(Restating, TheRestOfAnOrderInTheNextFileDoesNotReplaceIt) {
  const CleaningOptions options = with_layout(kOnceLayout);
  ingest("1,ann,2024-01-05,paid,49.50,0,,\n", options);
  // One file names the customer and the date again, one does not.
  ingest("1,ann,2024-01-05,,,,,\n1,,,,,,,\n2,ben,2024-01-06,paid,30.00,0,,\n", options);
  EXPECT_EQ(measured(), "ann 1 49.50;ben 1 30.00;");
  EXPECT_EQ(measured_together(options), measured());
  // An order without an amount that says that it does not count is a new state.
  ingest("1,ann,2024-01-05,cancelled,,,,\n3,ben,2024-01-07,paid,1.00,0,,\n", options);
  EXPECT_EQ(measured(), "ben 2 31.00;");
  EXPECT_EQ(measured_together(options), measured());
}

TEST_F(Restating, AStateOfTheRowsWithoutAnAmountReplacesTheOrder) {
  std::string layout = kOnceLayout;
  layout.replace(layout.find("\"State\", "), 9, "");  // every row has it
  const CleaningOptions options = with_layout(layout);
  ingest("1,ann,2024-01-05,paid,49.50,0,,\n", options);
  ingest("1,ann,2024-01-05,cancelled,,,,\n2,ben,2024-01-06,paid,30.00,0,,\n", options);
  EXPECT_EQ(measured(), "ben 1 30.00;");
}

// Files that are read without a store give what the store gives.
TEST_F(Restating, FilesThatAreReadTogetherCountEachOrderAsAStoreDoes) {
  std::mt19937 draw(11);
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(draw()) % limit; };
  const CleaningOptions options = with_layout(std::string(kShopLayout) + "updated_at = 'Changed'");
  for (int round = 0; round < 12; ++round) {
    std::filesystem::remove(path_);
    std::vector<std::string> paths;
    for (int file = 0; file < 3; ++file) {
      // Order 9 keeps a customer in any case, and tells the formats.
      std::string rows = "9,eve,2024-01-31,paid,1.00,0,USD,2024-01-31 08:00\n";
      for (unsigned i = below(9); i > 0; --i) {
        const unsigned order = below(4) + 1;
        rows += fmt::format("{},c{},2024-01-0{},{},{}.50,{},USD,{}\n", order, order, order,
                            below(3) == 0 ? "cancelled" : "paid", below(9) + 1, below(2),
                            below(3) == 0 ? "" : fmt::format("2024-01-1{} 08:00", below(3)));
      }
      ingest(rows, options);
      paths.push_back(folder_.path(fmt::format("{}.csv", files_)));
    }
    for (const unsigned threads : {1U, 3U}) {
      InputFiles files(paths, {.block_size = threads == 1 ? 1U << 20 : 7U});
      const Customers together =
          measure_customers(files, {.cleaning = options, .threads = threads});
      std::string text;
      for (std::size_t i = 0; i < together.table.size(); ++i) {
        text += fmt::format("{} {} {};", together.table.ids[i], together.table.frequency[i],
                            to_string(together.table.monetary[i], 2));
      }
      EXPECT_EQ(text, measured()) << "round " << round;
    }
  }
}

/// A row of order, time, quantity, stock code and a column that is not stored.
struct Row {
  unsigned order = 0, day = 1, quantity = 1, code = 0, text = 0;
};

std::string line_of(const Row& row) {
  return fmt::format("{} 2011-01-0{} S{} {}", row.order, row.day, row.code, row.quantity);
}

// Whenever lines are written, a store has of each order the rows of the last file that has it.
TEST(RestatingAtRandom, TheRowsOfAnOrderAreThoseOfTheLastFileThatHasIt) {
  std::mt19937 draw(7);
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(draw()) % limit; };
  for (int round = 0; round < 8; ++round) {
    std::vector<std::vector<Row>> files(3);
    for (std::vector<Row>& rows : files) {
      for (unsigned i = below(14); i > 0; --i) {
        rows.push_back({below(4) + 1, below(2) + 1, below(2) + 1, below(2), below(2)});
      }
    }
    // By hand: the rows of each order, and how many of each line differ.
    std::map<unsigned, std::map<std::string, std::map<unsigned, int>>> orders;
    std::uint64_t all = 0;
    for (const std::vector<Row>& rows : files) {
      for (const Row& row : rows) orders.erase(row.order);
      for (const Row& row : rows) ++orders[row.order][line_of(row)][row.text];
      all += rows.size();
    }
    std::string expected;
    std::uint64_t stored = 0;
    for (const auto& [order, lines] : orders) {
      for (const auto& [line, texts] : lines) {
        int copies = 0;
        for (const auto& [text, count] : texts) copies += count;
        expected += fmt::format("{} {} {};", line, copies, texts.size());
        stored += static_cast<std::uint64_t>(copies);
      }
    }

    for (const std::size_t most_waiting : {std::numeric_limits<std::size_t>::max(), std::size_t{1},
                                           std::size_t{2}, std::size_t{5}}) {
      const TempDir folder;
      const Database database(folder.path("shop.db"), Store::Access::write,
                              std::chrono::milliseconds(50));
      std::uint64_t restated = 0;
      for (std::size_t i = 0; i < files.size(); ++i) {
        std::string text = "order,customer,date,quantity,price,stock_code,description\n";
        for (const Row& row : files[i]) {
          text += fmt::format("{},7,2011-01-0{},{},2.00,S{},{}\n", row.order, row.day, row.quantity,
                              row.code, row.text);
        }
        if (files[i].empty()) continue;
        SQLite::Transaction transaction(*database);
        Ingestion ingestion(
            database, [&] { return static_cast<std::int64_t>(i + 1); }, true, most_waiting);
        CsvFile file(folder.write("file.csv", text), {.delimiter = ',', .block_size = 1});
        CleaningRun run({});
        run.read(file, std::array<RowSink*, 1>{&ingestion});
        ingestion.finish();
        transaction.commit();
        restated += ingestion.replaced().rows.rows + ingestion.already_stored().rows;
      }
      SQLite::Statement lines(
          *database,
          "SELECT order_id || ' ' || substr(time, 1, 10) || ' ' || stock_code || ' ' || quantity "
          "|| ' ' || copies || ' ' || different_copies || ';' FROM line JOIN purchase ON "
          "purchase = id ORDER BY order_id, time, stock_code, quantity");
      std::string seen;
      while (lines.executeStep()) seen += lines.getColumn(0).getString();
      EXPECT_EQ(seen, expected) << "round " << round << ", " << most_waiting;
      EXPECT_EQ(restated + stored, all) << "round " << round << ", " << most_waiting;
      EXPECT_EQ(database->execAndGet("SELECT count(*) FROM purchase WHERE lines = 0").getInt(), 0);
      EXPECT_EQ(database->execAndGet("SELECT coalesce(sum(lines), 0) FROM purchase").getInt(),
                static_cast<int>(stored));
      EXPECT_EQ(database
                    ->execAndGet("SELECT count(*) FROM purchase WHERE CAST(amount AS REAL) <> "
                                 "(SELECT sum(copies * line.amount) FROM line WHERE purchase = id)")
                    .getInt(),
                0);
    }
  }
}

}  // namespace
}  // namespace rfmseg
