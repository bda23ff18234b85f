#include "rfmseg/store/store.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "load/transaction.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "support/printing.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"
#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::day;
using test::TempDir;
using test::thrown;

constexpr const char* kHeader = "order,customer,date,stock_code,quantity,price,country\n";

/// All that is found out, the names of the files left out.
std::string described(const Customers& customers) {
  const TransactionSummary& all = customers.transactions.value();
  std::string text = test::described(customers.table);
  for (std::size_t i = 0; i < kRowReasonCount; ++i) {
    const auto reason = static_cast<RowReason>(i);
    text += fmt::format("{}: {} {}\n", reason_key(reason), all.ledger[reason].rows,
                        to_string(all.ledger[reason].amount));
  }
  text += fmt::format("{} {} {} {}\n", to_string(all.first_purchase), to_string(all.last_purchase),
                      to_string(all.as_of), all.orders);
  for (const MonthActivity& month : all.months) {
    text += fmt::format("{} {} {}\n", static_cast<int>(month.month.year()),
                        to_string(month.revenue), month.active_customers);
  }
  if (all.returns) {
    text += fmt::format("{} {} {} {}\n", all.returns->returning, all.returns->dropped,
                        to_string(all.returns->subtracted.amount), all.returns->unmatched.rows);
  }
  for (const std::string_view group : customers.table.groups) text += fmt::format("{}\n", group);
  for (const std::int64_t count : customers.table.product_counts) text += fmt::format("{} ", count);
  for (const std::int64_t count : customers.table.order_counts) text += fmt::format("{} ", count);
  if (all.history) {
    for (const CustomerOrder& order : all.history->orders) {
      text += fmt::format("{} {} {} {}\n", order.id, to_string(order.time), order.lines,
                          to_string(order.amount));
    }
  }
  for (const Message& error : all.first_errors) {
    const std::string message = error.text();
    text += message.substr(message.rfind('/')) + '\n';
  }
  return text;
}

/// Either the description or what is wrong, after the name of the files.
std::string outcome(const std::function<Customers()>& measure) {
  try {
    return described(measure());
  } catch (const DataError& error) {
    const std::string text = error.what();
    return text.substr(std::min(text.find(": "), text.size()));
  }
}

class StoreTest : public testing::Test {
 protected:
  [[nodiscard]] Store open(Store::Access access = Store::Access::write) const {
    return Store(path_, access, std::chrono::milliseconds(50));
  }
  StoredFile ingest(const std::string& name, const std::string& rows) const {
    return open().ingest(folder_.write(name, kHeader + rows), {}, {});
  }
  [[nodiscard]] std::string measured(const MeasureOptions& options = {}) const {
    return outcome([&] { return open(Store::Access::read).measure(options); });
  }
  [[nodiscard]] Ledger ledger() const {
    return open(Store::Access::read).measure({}).transactions.value().ledger;
  }

  TempDir folder_;
  std::string path_ = folder_.path("shop.db");
};

// Options that ask for all that can be asked for.
std::vector<MeasureOptions> all_kinds_of_options() {
  std::vector<MeasureOptions> all(12);
  all[1].cleaning.rules.as_of = day("2011-02-10T12:00:00");
  all[2].cleaning.rules.from = day("2011-01-20");
  all[2].cleaning.rules.until = day("2011-03-01");
  all[3].cleaning.rules.countries = {"france"};
  all[4].cleaning.rules.excluded_stock_codes = {"S1", "S3"};
  all[5].cleaning.rules.drop_duplicates = true;
  all[6].cleaning.rules.net_returns = true;
  all[7].cleaning.load.group_column = "Country";
  all[8].metrics = {FrequencyMeasure::days, false, MonetaryMeasure::mean};
  all[9].metrics = {FrequencyMeasure::lines, true, MonetaryMeasure::sum};
  all[10].count_products = true;
  all[10].sum_months = true;
  all[11].history_of = "7";
  for (MeasureOptions& options : all) options.cleaning.error_limit.rows = 1000;
  return all;
}

/// Rows as tills write them, of orders that begin with `file`: no file shares one with another.
std::string any_rows(std::mt19937& draw, int file) {
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(draw()) % limit; };
  std::string rows;
  for (unsigned i = below(40); i > 0; --i) {
    if (below(25) == 0) {
      rows += below(2) == 0 ? "1,2,3\n" : "x,7,2011-02-30,S1,1,1,France\n";
      continue;
    }
    const char* const prefix = std::vector{"", "", "", "", "C", "A"}[below(6)];
    const std::string order = below(8) == 0 ? "" : fmt::format("{}{}{}", prefix, file, below(6));
    // Without an order the day tells files apart.
    rows += fmt::format("{},{},2011-{:02}-{:02} {:02}:00:00,S{},{},{}.{:02},{}\n", order,
                        below(9) == 0 ? "" : std::to_string(below(5) + 5), below(4) + 1, file + 1,
                        below(3), below(3), static_cast<int>(below(9)) - 2, below(4), below(100),
                        below(2) == 0 ? "France" : "Spain");
  }
  return rows;
}

TEST_F(StoreTest, GivesWhatTheFilesGive) {
  std::mt19937 draw(7);
  for (int round = 0; round < 40; ++round) {
    std::vector<std::string> paths;
    std::filesystem::remove(path_);
    for (int file = 0; file < 4; ++file) {
      paths.push_back(folder_.write(fmt::format("{}.csv", file), kHeader + any_rows(draw, file)));
    }
    CleaningOptions lenient;
    lenient.error_limit.rows = 1000;
    for (const std::string& path : paths) (void)open().ingest(path, {}, lenient);
    for (const MeasureOptions& options : all_kinds_of_options()) {
      const std::string of_files = outcome([&] {
        InputFiles files(paths, {});
        return measure_customers(files, options);
      });
      EXPECT_EQ(measured(options), of_files) << "round " << round;
    }
  }
}

TEST_F(StoreTest, TheOrderOfFilesDoesNotMatter) {
  const std::string days[] = {"1,a,2011-01-01,S,1,2.50,\n", "2,b,2011-01-02,S,1,3.00,\n",
                              "1,a,2011-01-01,T,1,0.10,\nC3,a,2011-01-03,S,-1,2.50,\n"};
  MeasureOptions net;
  net.cleaning.rules.net_returns = true;
  std::string expected;
  for (const auto& order : {std::array{0, 1, 2}, std::array{2, 0, 1}, std::array{1, 2, 0}}) {
    std::filesystem::remove(path_);
    for (const int i : order) ingest(fmt::format("{}.csv", i), days[i]);
    if (expected.empty()) expected = measured(net);
    EXPECT_EQ(measured(net), expected);
  }
  // a bought for 2.60 and got 2.50 back.
  EXPECT_NE(expected.find("a 2011-01-01T00:00:00 2011-01-01T00:00:00 3 1 0.1 2"), std::string::npos)
      << expected;
}

TEST_F(StoreTest, AFileIsTakenOnceWhateverItsName) {
  ingest("a.csv", "1,a,2011-01-01,S,1,2.50,\n");
  const std::string before = measured();
  const StoredFile again = ingest("b.csv", "1,a,2011-01-01,S,1,2.50,\n");
  EXPECT_TRUE(again.known);
  EXPECT_EQ(again.first_name, folder_.path("a.csv"));
  EXPECT_EQ(measured(), before);
  EXPECT_EQ(open().files().size(), 1U);
}

// Of a pipe nothing is known before it was read.
TEST_F(StoreTest, WhatComesByAPipeIsTakenOnceToo) {
  const std::string text = std::string(kHeader) + "1,a,2011-01-01,S,1,2.50,\n";
  const std::string pipe = folder_.path("pipe");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  for (const bool known : {false, true}) {
    const std::jthread writer([&] { std::ofstream(pipe) << text; });
    const StoredFile stored = open().ingest(pipe, {}, {});
    EXPECT_EQ(stored.known, known);
    EXPECT_EQ(ledger()[RowReason::kept].rows, 1U);
    EXPECT_EQ(open().files().size(), 1U);
  }
}

// By hand: of the three rows of S two differ in the column that a store does not keep.
TEST_F(StoreTest, DuplicatesAreRowsThatDifferInNothing) {
  const std::string row = "1,a,2011-01-01,S,1,2.50,,";
  (void)open().ingest(folder_.write("a.csv",
                                    "order,customer,date,stock_code,quantity,price,country,"
                                    "description\n" +
                                        row + "red\n" + row + "blue\n" + row + "red\n"),
                      {}, {});
  MeasureOptions drop;
  drop.cleaning.rules.drop_duplicates = true;
  const Customers customers = open(Store::Access::read).measure(drop);
  EXPECT_EQ(customers.transactions->ledger[RowReason::kept].rows, 2U);
  EXPECT_EQ(customers.transactions->ledger[RowReason::duplicate].rows, 1U);
  EXPECT_EQ(to_string(customers.table.monetary[0]), "5");
  EXPECT_EQ(ledger()[RowReason::kept].rows, 3U) << "only when asked";
}

// By hand: the first file has row S twice, the second S three times and T once. Of the second the
// third S and T are new.
TEST_F(StoreTest, RowsOfAnEarlierFileAreNotAddedTwice) {
  ingest("a.csv", "1,a,2011-01-01,S,1,2.50,\n1,a,2011-01-01,S,1,2.50,\n");
  const StoredFile second =
      ingest("b.csv",
             "1,a,2011-01-01,S,1,2.50,\n1,a,2011-01-01,T,1,4.00,\n1,a,2011-01-01,S,1,2.50,\n"
             "1,a,2011-01-01,S,1,2.50,\n");
  EXPECT_EQ(second.already_stored.rows, 2U);
  EXPECT_EQ(to_string(second.already_stored.amount), "5");
  const Ledger all = ledger();
  EXPECT_EQ(all[RowReason::kept].rows, 4U);
  EXPECT_EQ(to_string(all[RowReason::kept].amount), "11.5");
  EXPECT_EQ(all[RowReason::already_stored].rows, 2U);
  EXPECT_EQ(all.total().rows, 6U);
  // And the first file's rows once more, with another text: nothing is new.
  const StoredFile third = ingest("c.csv", "1,a,2011-01-01,S,1,2.5,\n1,a,2011-01-01,S,1,2.5,\n");
  EXPECT_EQ(third.already_stored.rows, 2U);
  EXPECT_EQ(ledger()[RowReason::kept].rows, 4U);
}

TEST_F(StoreTest, WhatDiffersInAnyPartOfALineIsAnotherLine) {
  const std::string base = "1,a,2011-01-01 10:00,S,1,2.50,France\n";
  ingest("a.csv", base);
  for (const std::string row :
       {"2,a,2011-01-01 10:00,S,1,2.50,France\n", "1,b,2011-01-01 10:00,S,1,2.50,France\n",
        "1,a,2011-01-01 10:01,S,1,2.50,France\n", "1,a,2011-01-01 10:00,T,1,2.50,France\n",
        "1,a,2011-01-01 10:00,S,2,2.50,France\n", "1,a,2011-01-01 10:00,S,1,2.51,France\n",
        "1,a,2011-01-01 10:00,S,1,2.50,Spain\n"}) {
    EXPECT_EQ(ingest("b.csv", row).already_stored.rows, 0U) << row;
  }
}

TEST_F(StoreTest, AFileThatFailsLeavesTheStoreAsItWas) {
  ingest("a.csv", "1,a,2011-01-01,S,1,2.50,\n");
  const std::string before = measured();
  const std::string message =
      thrown<DataError>([&] { ingest("b.csv", "2,b,2011-01-02,S,1,1,\n3,b,2011-02-30,S,1,1,\n"); });
  EXPECT_NE(message.find("1 of 2 rows could not be read"), std::string::npos) << message;
  EXPECT_EQ(measured(), before);
  thrown<DataError>([&] { ingest("c.csv", "2,b,2011-01-02,S,1,1,\n\"3,b"); });
  EXPECT_EQ(measured(), before);
}

TEST_F(StoreTest, BadRowsOfEachFileAreCounted) {
  CleaningOptions lenient;
  lenient.error_limit.rows = 5;
  for (const char* const name : {"a.csv", "b.csv"}) {
    const std::string rows = fmt::format("{0},a,2011-01-01,S,1,2.50,\n9,a,never,S,1,1,\n", name);
    (void)open().ingest(folder_.write(name, kHeader + rows), {}, lenient);
  }
  const TransactionSummary all = open(Store::Access::read).measure({}).transactions.value();
  EXPECT_EQ(all.ledger[RowReason::unreadable].rows, 2U);
  ASSERT_EQ(all.first_errors.size(), 2U);
  EXPECT_TRUE(all.first_errors[1].text().starts_with(folder_.path("b.csv") + ":3: "));
}

TEST_F(StoreTest, WhatIsNoStoreIsRefused) {
  const auto failure = [&](Store::Access access) {
    const std::string message = thrown<DataError>([&] { (void)open(access); });
    return test::with_path_as(message, path_, "STORE");
  };
  EXPECT_EQ(failure(Store::Access::read), "STORE: store not found");
  folder_.write("shop.db", std::string(5000, 'x'));
  EXPECT_EQ(failure(Store::Access::write), "STORE: is not a store of rfmseg");
  std::filesystem::remove(path_);
  SQLite::Database(path_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE t (a)");
  EXPECT_EQ(failure(Store::Access::write),
            "STORE: is an SQLite database, but not a store of rfmseg");
  EXPECT_EQ(failure(Store::Access::read),
            "STORE: is an SQLite database, but not a store of rfmseg");
  std::filesystem::remove(path_);
  ingest("a.csv", "1,a,2011-01-01,S,1,2.50,\n");
  SQLite::Database(path_, SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 7");
  EXPECT_EQ(
      failure(Store::Access::read),
      "STORE: was written by a newer version of rfmseg (store version 7; this version supports 4)");
}

TEST_F(StoreTest, SeveralMayMakeItAtOnce) {
  for (int round = 0; round < 20; ++round) {
    std::filesystem::remove(path_);
    std::vector<std::thread> makers;
    std::vector<std::string> failures(4);
    for (std::string& failure : failures) {
      makers.emplace_back([&] {
        try {
          const Store store(path_, Store::Access::write);
        } catch (const DataError& error) {
          failure = error.what();
        }
      });
    }
    for (std::thread& maker : makers) maker.join();
    EXPECT_EQ(failures, std::vector<std::string>(4)) << "round " << round;
  }
}

TEST_F(StoreTest, AnEmptyStoreSaysSo) {
  const Store creator = open();  // removes it at the end
  EXPECT_NE(measured().find("has no transactions yet"), std::string::npos) << measured();
}

TEST_F(StoreTest, AnotherWriterIsWaitedForAndThenNamed) {
  ingest("a.csv", "1,a,2011-01-01,S,1,2.50,\n");
  SQLite::Database other(path_, SQLite::OPEN_READWRITE);
  SQLite::Transaction lock(other, SQLite::TransactionBehavior::IMMEDIATE);
  const std::string message =
      thrown<DataError>([&] { ingest("b.csv", "2,a,2011-01-01,S,1,2.50,\n"); });
  EXPECT_NE(message.find("another program is still writing to it after 0.05 s"), std::string::npos)
      << message;
  // Who reads does not wait.
  EXPECT_EQ(ledger()[RowReason::kept].rows, 1U);
}

RunDefinition definition(const std::string& as_of) {
  return {"segment", as_of, "classic", "{}", ""};
}

TEST_F(StoreTest, ARunIsReplacedOnlyByOneThatIsDefinedAlike) {
  Store store = open();
  const auto nobody = [](const Store::AddRunCustomer&) {};
  const RunDefinition base = {"segment", "2011-01-01", "classic", "{}", "m"};
  store.save_run(base, nobody);
  for (std::string RunDefinition::*const part :
       {&RunDefinition::command, &RunDefinition::as_of, &RunDefinition::scheme,
        &RunDefinition::cuts, &RunDefinition::model}) {
    for (const char* const other : {"a", "z"}) {
      RunDefinition definition = base;
      definition.*part = other;
      store.save_run(definition, nobody);
    }
  }
  EXPECT_EQ(store.runs().size(), 11U);
  store.save_run(base, nobody);
  EXPECT_EQ(store.runs().size(), 11U);
  EXPECT_EQ(store.prune_runs(4), 7);
  ASSERT_EQ(store.runs().size(), 4U);
  EXPECT_EQ(store.runs().back().definition.model, "m") << "the last that was saved";
}

TEST_F(StoreTest, RunsAreKeptReplacedAndForgotten) {
  Store store = open();
  const auto save = [&](const std::string& as_of, const std::string& segment) {
    return store.save_run(definition(as_of), [&](const Store::AddRunCustomer& add) {
      add({"a", "1", "2", "3.50", "111", segment, "", ""});
      if (segment == "Champions") add({"b", "1", "2", "3.50", "111", "New", "2", "Low"});
    });
  };
  const std::int64_t first = save("2011-01-01", "At Risk");
  const std::int64_t second = save("2011-01-02", "Champions");
  EXPECT_LT(first, second);
  save("2011-01-02", "Champions");  // the same again
  ASSERT_EQ(store.runs().size(), 2U);
  EXPECT_EQ(store.runs()[1].customers, 2);
  EXPECT_EQ(store.runs()[1].definition.as_of, "2011-01-02");
  EXPECT_EQ(store.run_customers(store.runs()[1].number)[1].value_tier, "Low");

  const auto history = store.history("a");
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[0].second.segment, "At Risk");
  EXPECT_EQ(history[1].second.segment, "Champions");
  EXPECT_EQ(store.history("b").size(), 1U);
  EXPECT_TRUE(store.history("c").empty());

  EXPECT_EQ(store.prune_runs(1), 1);
  ASSERT_EQ(store.runs().size(), 1U);
  EXPECT_EQ(store.history("a").size(), 1U);
  EXPECT_THROW((void)store.run_customers(first), DataError);
}

TEST_F(StoreTest, ARunThatFailsIsNotRecorded) {
  Store store = open();
  const auto failing = [&](const Store::AddRunCustomer& add) {
    add({"a", "1", "2", "3.50", "111", "New", "", ""});
    throw DataError("no more");
  };
  EXPECT_THROW((void)store.save_run(definition("2011-01-01"), failing), DataError);
  EXPECT_TRUE(store.runs().empty());
}

}  // namespace
}  // namespace rfmseg
