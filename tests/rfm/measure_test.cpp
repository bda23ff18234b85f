#include "rfmseg/rfm/measure.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "csv/csv_file.hpp"
#include "rfmseg/error.hpp"
#include "support/csv_text.hpp"
#include "support/printing.hpp"
#include "support/shared.hpp"
#include "support/thrown.hpp"
#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::day;
using test::described;
using test::shared;
using test::TempDir;
using test::thrown;

Customers measured(const std::vector<std::string>& paths, const CleaningOptions& options = {},
                   unsigned threads = 1, const CsvOptions& csv = {}) {
  InputFiles files(paths, csv);
  return measure_customers(files, {.cleaning = options, .threads = threads});
}

Customers loaded(const std::vector<std::string>& paths) {
  InputFiles files(paths, {});
  return load_customers(files, {});
}

class MeasureTest : public testing::Test {
 protected:
  Customers measure(const std::string& text, const CleaningOptions& options = {},
                    unsigned threads = 1, const CsvOptions& csv = {}) {
    return measured({folder_.write("data.csv", text)}, options, threads, csv);
  }
  std::string failure(const std::string& text, const CleaningOptions& options = {}) {
    return test::with_path_as(thrown<DataError>([&] { (void)measure(text, options); }),
                              folder_.path("data.csv"), "FILE");
  }

  TempDir folder_;
};

/// Rows that are UTF-8 as far as they go, and then one of Windows-1252.
std::string utf8_until_the_end() {
  std::string text = "order,customer,date,quantity,price\n";
  for (int i = 0; i < 2000; ++i) {
    text += std::to_string(i) + ",Ren\xC3\xA9,2011-12-0" + std::to_string(1 + i % 9) + ",1,2.50\n";
  }
  return text + "2000,Andr\xE9,2011-12-09,1,2.50\n";
}

TEST_F(MeasureTest, OnlyTheFieldThatIsNotUtf8IsDecodedOtherwise) {
  for (const unsigned threads : {1U, 3U}) {
    for (const std::size_t block_size : {1000U, 1U << 20}) {
      const Customers customers =
          measure(utf8_until_the_end(), {}, threads, {std::nullopt, block_size});
      ASSERT_EQ(customers.table.size(), 2U);
      EXPECT_EQ(customers.table.ids[0], "Andr\xC3\xA9");
      EXPECT_EQ(customers.table.ids[1], "Ren\xC3\xA9");
      EXPECT_EQ(customers.table.frequency[1], 2000);
      const SourceFile& file = customers.transactions->files.front();
      EXPECT_EQ(file.rows, 2001U);
      EXPECT_EQ(file.encoding, "UTF-8, in part Windows-1252");
      EXPECT_EQ(file.first_line_not_utf8, 2002U) << "the first line that is not, not the first é";
    }
  }
}

TEST_F(MeasureTest, BytesOfNoEncodingMakeTheirRowsBadWithoutReadingAnew) {
  CleaningOptions options;
  options.error_limit.rows = 1;
  const Customers customers = measure(
      "order,customer,date,quantity,price\n1,Ren\xC3\xA9,2011-12-01,1,2\n2,x\xE9\x81,2011-12-01,1,"
      "2\n",
      options);
  EXPECT_EQ(customers.transactions->files.front().encoding, "UTF-8");
  EXPECT_EQ(customers.transactions->ledger[RowReason::malformed].rows, 1U);
}

TEST_F(MeasureTest, TheGroupIsThatOfTheLastRow) {
  const std::string text =
      "order,customer,date,amount,Shop Name\n"
      "1,a,2011-12-01,1,north\n"
      "2,a,2011-12-03,1, south \n"
      "3,a,2011-12-02,1,east\n"
      "4,b,2011-12-02,1,west\n"  // of two at one time the least by bytes
      "4,b,2011-12-02,1,east\n"
      "5,c,2011-12-02,1,\n"
      "C6,b,2011-12-09,-1,north\n";
  for (const unsigned threads : {1U, 3U}) {
    CleaningOptions options;
    options.load.group_column = "shop_name";
    const Customers customers = measure(text, options, threads, {std::nullopt, 30});
    EXPECT_EQ(customers.table.groups, (NameColumn{"south", "east", ""}));
  }
  EXPECT_TRUE(measure(text).table.groups.empty());
}

TEST_F(MeasureTest, AGroupColumnThatIsNotThereIsNamed) {
  CleaningOptions options;
  options.load.group_column = "region";
  EXPECT_EQ(test::with_path_as(thrown<UsageError>([&] {
                                 (void)measure("order,customer,date,amount\n1,a,2011-12-01,1\n",
                                               options);
                               }),
                               folder_.path("data.csv"), "FILE"),
            "FILE: group_column region: no such column among: order, customer, date, amount");
  EXPECT_EQ(
      failure("order,customer,date,amount,Region,region_\n1,a,2011-12-01,1,x,y\n", options),
      "FILE:1: group_column region: two columns have this name: 'Region' and 'region_' (rename "
      "one)");
}

TEST_F(MeasureTest, MeasuresCustomers) {
  const Customers customers = measure(
      "order,customer,date,quantity,price\n"
      "1,8.0,2011-12-01 10:00,2,1.5\n"
      "1,8,2011-12-01 10:00,1,0.25\n"
      "2,10,2011-12-05 09:00,1,4\n"
      "3,8,2011-12-07,1,1\n"
      "C3,8,2011-12-08,-1,1\n"
      ",007,2011-12-02,1,1\n");
  EXPECT_EQ(described(customers.table),
            "007 2011-12-02T00:00:00 2011-12-02T00:00:00 6 1 1 1\n"
            "8 2011-12-01T10:00:00 2011-12-07T00:00:00 1 2 4.25 4\n"
            "10 2011-12-05T09:00:00 2011-12-05T09:00:00 2 1 4 1\n");
  ASSERT_TRUE(customers.transactions);
  const TransactionSummary& summary = *customers.transactions;
  EXPECT_EQ(summary.as_of, day("2011-12-08")) << "after the last transaction that is kept";
  EXPECT_EQ(summary.first_purchase, day("2011-12-01 10:00"));
  EXPECT_EQ(summary.last_purchase, day("2011-12-07"));
  EXPECT_EQ(summary.orders, 4U);
  EXPECT_EQ(summary.ledger.total().rows, 6U);
  EXPECT_EQ(summary.files.size(), 1U);
  EXPECT_TRUE(customers.table.has_dates());
  EXPECT_TRUE(customers.table.has_items());
}

TEST_F(MeasureTest, UsesTheGivenAsOfDate) {
  CleaningOptions options;
  options.rules.as_of = day("2011-12-06");
  const Customers customers =
      measure("customer,date,amount\n7,2011-12-01,1\n7,2011-12-07,1\n", options);
  EXPECT_EQ(customers.table.recency[0], 5);
  EXPECT_EQ(customers.transactions->as_of, day("2011-12-06"));
  EXPECT_EQ(customers.transactions->ledger[RowReason::after_as_of].rows, 1U);
}

TEST_F(MeasureTest, SumsOverFiles) {
  const std::string a =
      folder_.write("a.csv", "customer,date,amount\n7,2011-12-01,1\n8,2011-12-01,1\n");
  const std::string b = folder_.write("b.csv", "Betrag;Datum;customer\n2.5;2011-12-03;7\n");
  CleaningOptions options;
  options.load.columns = {{Field::customer, "customer"}};
  const std::string c = folder_.write("c.csv", "Customer;Date;Total\n7;12/31/2011;2.5\n");
  const Customers customers = measured({a, c}, options, 2);
  EXPECT_EQ(described(customers.table),
            "7 2011-12-01T00:00:00 2011-12-31T00:00:00 1 2 3.5 2\n"
            "8 2011-12-01T00:00:00 2011-12-01T00:00:00 31 1 1 1\n");
  EXPECT_EQ(customers.transactions->files[1].date_format, "%m/%d/%Y");
  EXPECT_THROW((void)measured({a, b}, options, 2), DataError);
}

TEST_F(MeasureTest, SaysThatNothingIsLeft) {
  EXPECT_EQ(failure("customer,date,amount\n"), "FILE: no rows after the header");
  EXPECT_EQ(
      failure("customer,date,amount\n,2011-01-01,1\n,2011-01-01,1\n1,2011-01-01,0\n"),
      "FILE: no rows left after cleaning: 3 rows = 2 missing customer id + 1 non-positive price");
  const std::string empty = folder_.write("a.csv", "customer,date,amount\n");
  EXPECT_EQ(test::with_path_as(thrown<DataError>([&] {
                                 (void)measured({empty, empty, empty}, {}, 1);
                               }),
                               empty, "FILE"),
            "FILE (and 2 more files): no rows after the header");
}

TEST_F(MeasureTest, SaysThatTooManyRowsAreBad) {
  EXPECT_EQ(failure("customer,date,amount\n1,2011-01-01,1\n1,2011-01-01\n"),
            "1 of 2 rows could not be read, more than error_limit allows (1% of rows); the first:\n"
            "  FILE:3: too few columns (2 instead of 3)");
}

/// The rows of a small shop, with customers and orders all over the place.
std::vector<std::string> shop_rows() {
  std::mt19937 random(1);
  std::vector<std::string> rows;
  for (int i = 0; i < 1000; ++i) {
    const auto pick = [&](unsigned n) { return std::to_string(random() % n); };
    const std::string order = pick(20) == "0" ? "C" + pick(500) : pick(500);
    const std::string customer = pick(10) == "0" ? "" : pick(100) + (i % 2 == 0 ? ".0" : "");
    rows.push_back(order + ",\"" + customer + "\"," + "2011-0" + std::to_string(1 + random() % 9) +
                   "-1" + pick(10) + " 10:0" + pick(10) + ',' + pick(5) + ",0." + pick(1000) +
                   '\n');
  }
  return rows;
}

TEST_F(MeasureTest, ThreadsBlocksAndTheOrderOfRowsChangeNothing) {
  auto rows = shop_rows();
  const auto text = [&] {
    std::string all = "order,customer,date,quantity,price\n";
    for (const std::string& row : rows) all += row;
    return all;
  };
  const Customers expected = measure(text());
  ASSERT_EQ(expected.table.size(), 100U);
  std::mt19937 random(2);
  for (const unsigned threads : {1U, 2U, 4U}) {
    for (const std::size_t block_size : {700U, 5000U, 100'000U}) {
      std::shuffle(rows.begin(), rows.end(), random);
      const Customers now = measure(text(), {}, threads, {std::nullopt, block_size});
      EXPECT_EQ(described(now.table), described(expected.table));
      EXPECT_EQ(now.transactions->orders, expected.transactions->orders);
      EXPECT_EQ(now.transactions->ledger.total().amount,
                expected.transactions->ledger.total().amount);
    }
  }
}

TEST_F(MeasureTest, LoadsEitherKindOfFileButNotBoth) {
  const std::string shop = folder_.write("shop.csv", "customer,date,amount\n7,2011-12-01,1\n");
  const std::string table =
      folder_.write("table.csv", "customer_id,recency,frequency,monetary\n7,1,1,1\n");
  EXPECT_TRUE(loaded({shop}).transactions);
  EXPECT_FALSE(loaded({table}).transactions);
  EXPECT_EQ(
      thrown<DataError>([&] {
        (void)loaded({shop, table});
      }),
      table + ": is a customer table, but transactions are expected from the files before it");
  EXPECT_EQ(thrown<DataError>([&] {
              (void)loaded({table, shop});
            }),
            shop + ": is not a customer table, but the files before it are");
}

TEST_F(MeasureTest, CountsWhatFilesShare) {
  const std::string header = "order,customer,date,quantity,price\n";
  const std::string a = folder_.write("a.csv", header +
                                                   "1,7,2011-12-01,1,1.50\n"
                                                   "1,7,2011-12-01,2,1\n"
                                                   "2,8,2011-12-02,1,1\n"
                                                   "2,8,2011-12-02,1,1\n"
                                                   "C3,,2011-12-03,-1,10\n");
  // Order 1 the other way round and otherwise written, order 2 with a row less, C3 as it was.
  const std::string b = folder_.write("b.csv",
                                      "Price;Quantity;Customer;Date;Order\n"
                                      "1.0;2;7.0;2011-12-01;1\n"
                                      "1.5;1;7;2011-12-01;1\n"
                                      "1;1;8;2011-12-02;2\n"
                                      "10;-1;;2011-12-03;C3\n"
                                      "1;1;9;2011-12-03;4\n");
  for (const unsigned threads : {1U, 2U}) {
    const Customers customers = measured({a, b}, {}, threads, {std::nullopt, 7});
    const auto& files = customers.transactions->files;
    EXPECT_EQ(files[0].shared.rows, 0U);
    // C3 counts in neither file, so that it does not count twice.
    EXPECT_EQ(files[1].shared.rows, 2U);
    EXPECT_EQ(to_string(files[1].shared.amount), "3.5");
  }
  EXPECT_EQ(measured({a, a}).transactions->files[1].shared.rows, 4U);
}

TEST_F(MeasureTest, AnOrderIsSharedOnlyWhereAllOfItsRowsAreTheSame) {
  const std::string header = "order,customer,date,quantity,price,stock_code,country\n";
  const std::string a = folder_.write("a.csv", header + "1,7,2011-12-01,2,3,S,France\n");
  EXPECT_EQ(measured({a, a}).transactions->files[1].shared.rows, 1U);
  for (const char* const row : {"1,8,2011-12-01,2,3,S,France\n", "1,7,2011-12-02,2,3,S,France\n",
                                "1,7,2011-12-01,3,2,S,France\n", "1,7,2011-12-01,2,3,T,France\n",
                                "1,7,2011-12-01,2,3,S,Spain\n"}) {
    const std::string b = folder_.write("b.csv", header + row);
    EXPECT_EQ(measured({a, b}).transactions->files[1].shared.rows, 0U) << row;
  }
}

constexpr const char* kRestatingLayout =
    "title = 'T'\nmeasures = 'paid'\norder = 'Order'\ncustomer = 'Client'\ndate = 'Placed'\n"
    "amount = 'Total - Refunded'\ncount = { State = ['paid'] }\n"
    "leave_out = { State = ['pending', 'cancelled'] }\nrestate = 'order'\n";
constexpr const char* kRestatingHeader = "Order,Client,Placed,State,Total,Refunded\n";

TEST_F(MeasureTest, AnOrderOfSeveralFilesCountsInItsLatestState) {
  const std::string header = kRestatingHeader;
  const std::string a = folder_.write("a.csv", header +
                                                   "1,ann,2024-01-05,paid,20.00,0\n"
                                                   "2,ben,2024-01-06,pending,30.00,0\n"
                                                   "3,cem,2024-01-07,paid,9.00,0\n"
                                                   "4,dee,2024-01-08,paid,5.00,0\n");
  // Partly refunded, paid, cancelled.
  const std::string b = folder_.write("b.csv", header +
                                                   "1,ann,2024-01-05,paid,20.00,5.00\n"
                                                   "2,ben,2024-01-06,paid,30.00,0\n"
                                                   "3,cem,2024-01-07,cancelled,9.00,0\n");
  CleaningOptions options;
  options.load.layout.layout = folder_.write("l.toml", kRestatingLayout);
  for (const unsigned threads : {1U, 3U}) {
    const Customers customers = measured({a, b}, options, threads, {std::nullopt, 16});
    ASSERT_EQ(customers.table.ids.size(), 3U);
    EXPECT_EQ(customers.table.ids[0], "ann");
    EXPECT_EQ(to_string(customers.table.monetary[0], 2), "15.00");
    EXPECT_EQ(customers.table.frequency[0], 1);
    EXPECT_EQ(to_string(customers.table.monetary[1], 2), "30.00");
    EXPECT_EQ(to_string(customers.table.monetary[2], 2), "5.00");
    const Ledger& ledger = customers.transactions->ledger;
    // 20 of Ann and 9 of Cem; Ben's pending order does not count anyway.
    EXPECT_EQ(ledger[RowReason::restated], (Ledger::Entry{2, Amount::from_integer(29)}));
    EXPECT_EQ(ledger[RowReason::not_counted], (Ledger::Entry{2, Amount::from_integer(39)}));
    EXPECT_EQ(ledger.total().rows, 7U);
    EXPECT_EQ(customers.transactions->files[0].restated.rows, 2U);
    EXPECT_EQ(customers.transactions->files[1].changed.rows, 0U);
  }
  options.load.layout.restates_orders = false;
  // All rows: 20 + 15 + 30 + 9 + 5.
  Amount all;
  const Customers customers = measured({a, b}, options);
  for (std::size_t i = 0; i < customers.table.size(); ++i) all += customers.table.monetary[i];
  EXPECT_EQ(to_string(all, 2), "79.00");
}

TEST_F(MeasureTest, TheVersionThatWasWrittenLastCountsWhateverTheOrderOfFiles) {
  const std::string header = "Order,Client,Placed,State,Total,Refunded,Changed\n";
  const std::string old =
      folder_.write("old.csv", header + "1,ann,2024-01-05,paid,20.00,0,2024-01-05 10:00\n");
  const std::string recent =
      folder_.write("new.csv", header + "1,ann,2024-01-05,paid,20.00,5.00,2024-01-31 10:00\n");
  CleaningOptions options;
  options.load.layout.layout =
      folder_.write("l.toml", std::string(kRestatingLayout) + "updated_at = 'Changed'\n");
  for (const auto& files : {std::vector{old, recent}, std::vector{recent, old}}) {
    EXPECT_EQ(to_string(measured(files, options).table.monetary[0], 2), "15.00");
  }
}

TEST_F(MeasureTest, OrdersOfTwoShopsWithTheSameIdsAreAQuestion) {
  const std::string header = kRestatingHeader;
  const std::string a = folder_.write("a.csv", header +
                                                   "1,ann,2024-01-05,paid,20.00,0\n"
                                                   "2,ben,2024-01-06,paid,30.00,0\n");
  const std::string b = folder_.write("b.csv", header +
                                                   "1,cem,2024-02-05,paid,7.00,0\n"
                                                   "2,dee,2024-02-06,paid,8.00,0\n");
  CleaningOptions options;
  options.load.layout.layout = folder_.write("l.toml", kRestatingLayout);
  const std::string error = thrown<DataError>([&] { (void)measured({a, b}, options); });
  EXPECT_NE(error.find("2 of 2 orders in several files have a different customer and time"),
            std::string::npos)
      << error;
  // A customer who changed the address is the same order.
  const std::string c = folder_.write("c.csv", header +
                                                   "1,ann@x.com,2024-01-05,paid,7.00,0\n"
                                                   "2,ben@x.com,2024-01-06,paid,8.00,0\n");
  EXPECT_EQ(measured({a, c}, options).table.size(), 2U);
}

TEST_F(MeasureTest, WithoutOrderIdsFilesShareTheRowsOfAMoment) {
  const std::string a =
      folder_.write("a.csv", "customer,date,amount\n7,2011-12-01,1\n8,2011-12-01,1\n");
  const std::string b =
      folder_.write("b.csv", "customer,date,amount\n7,2011-12-01,1\n8,2011-12-02,1\n");
  EXPECT_EQ(measured({a, b}).transactions->files[1].shared.rows, 1U);
}

// ---- Real data, where it is there. -------------------------------------------------------------

TEST(RealData, OnlineRetailGivesTheOraclesCustomers) {
  SKIP_WITHOUT("data/online_retail.csv.gz");
  SKIP_WITHOUT("oracle/online_retail_segments.csv");
  CleaningOptions options;
  options.rules.as_of = day("2011-12-11");
  const Customers customers = measured({shared("data/online_retail.csv.gz")}, options, 2);

  const Ledger& ledger = customers.transactions->ledger;
  EXPECT_EQ(ledger.total().rows, 541'909U);
  EXPECT_EQ(ledger[RowReason::kept].rows, 397'884U);
  EXPECT_EQ(ledger[RowReason::missing_customer].rows, 135'080U);
  EXPECT_EQ(ledger[RowReason::cancellation].rows, 8'905U);
  EXPECT_EQ(ledger[RowReason::non_positive_price].rows, 40U);
  EXPECT_EQ(to_string(ledger[RowReason::kept].amount), "8911407.904");
  Amount revenue;
  for (const Amount monetary : customers.table.monetary) revenue += monetary;
  EXPECT_EQ(to_string(revenue), "8911407.904");

  CsvFile oracle(shared("oracle/online_retail_segments.csv"), {});
  const auto expected = test::read_rows(oracle);
  ASSERT_EQ(customers.table.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const Customer customer = customers.table.customer(i);
    const auto& fields = expected[i].fields;
    ASSERT_EQ(customer.id, fields[0]);
    EXPECT_EQ(to_string(customer.first_purchase.value()), fields[1]) << customer.id;
    EXPECT_EQ(to_string(customer.last_purchase.value()), fields[2]) << customer.id;
    EXPECT_EQ(std::to_string(customer.recency), fields[3]) << customer.id;
    EXPECT_EQ(std::to_string(customer.frequency), fields[4]) << customer.id;
    EXPECT_EQ(customer.monetary, Amount::from(parse_decimal(fields[5]).value())) << customer.id;
  }
}

TEST(RealData, CdnowLoads) {
  SKIP_WITHOUT("data/cdnow_sample.csv");
  const Customers customers = measured({shared("data/cdnow_sample.csv")}, {}, 2);
  EXPECT_EQ(customers.transactions->ledger.total().rows, 6919U);
  EXPECT_EQ(customers.transactions->ledger.bad_rows(), 0U);
  EXPECT_EQ(customers.table.ids[0], "0001");
}

TEST(RealData, TheOrdersOfTheRPackageLoad) {
  SKIP_WITHOUT("data/rfm_orders.csv");
  const Customers customers = measured({shared("data/rfm_orders.csv")}, {}, 2);
  EXPECT_EQ(customers.transactions->ledger[RowReason::kept].rows, 4906U);
  EXPECT_EQ(customers.table.size(), 995U);
}

/// 1,500 rows with an offset, and then one with `last`.
std::string with_offsets(const std::string& last) {
  std::string text = "order,customer,date,amount\n";
  for (int i = 0; i < 1500; ++i) text += std::to_string(i) + ",a,2024-03-05T20:00:00-05:00,1\n";
  return text + "1500,b," + last + ",1\n";
}

TEST_F(MeasureTest, TimesOfOneZoneKeepTheirLocalDay) {
  for (const unsigned threads : {1U, 3U}) {
    const Customers customers =
        measure(with_offsets("2024-07-05T20:00:00-04:00"), {}, threads, {std::nullopt, 10'000});
    EXPECT_EQ(to_string(customers.table.last_purchase[0]), "2024-03-05T20:00:00");
    EXPECT_EQ(to_string(customers.table.last_purchase[1]), "2024-07-05T20:00:00");
    EXPECT_EQ(customers.transactions->files[0].zone, "local (-05:00 to -04:00)");
    EXPECT_EQ(customers.transactions->files[0].different_offsets, "");
  }
}

TEST_F(MeasureTest, AFileThatTurnsOutToBeOfSeveralZonesIsReadAgainInUtc) {
  for (const unsigned threads : {1U, 3U}) {
    const Customers customers =
        measure(with_offsets("2024-03-05T20:00:00+01:00"), {}, threads, {std::nullopt, 10'000});
    EXPECT_EQ(to_string(customers.table.last_purchase[0]), "2024-03-06T01:00:00");
    EXPECT_EQ(to_string(customers.table.last_purchase[1]), "2024-03-05T19:00:00");
    EXPECT_EQ(customers.table.frequency[0], 1500) << "no row counts twice";
    EXPECT_EQ(customers.transactions->files[0].zone, "UTC");
    EXPECT_EQ(customers.transactions->files[0].different_offsets, "-05:00 to +01:00");
    EXPECT_EQ(customers.transactions->ledger.total().rows, 1501U);
  }
}

TEST_F(MeasureTest, OnlyTheFileOfSeveralZonesIsReadInUtc) {
  const Customers customers = measured(
      {folder_.write("a.csv", "order,customer,date,amount\n1,c,2024-03-05 20:00-05:00,1\n"),
       folder_.write("b.csv", with_offsets("2024-03-05T20:00:00+01:00"))});
  EXPECT_EQ(to_string(customers.table.last_purchase[2]), "2024-03-05T20:00:00");
  EXPECT_EQ(customers.transactions->files[0].zone, "local (-05:00)");
  EXPECT_EQ(customers.transactions->files[1].zone, "UTC");
}

TEST_F(MeasureTest, FilesWithoutOffsetsHaveNoZone) {
  const std::string text = "order,customer,date,amount\n1,c,2024-03-05 20:00,1\n";
  EXPECT_EQ(measure(text).transactions->files[0].zone, "");
  EXPECT_EQ(
      measure("order,customer,date,amount\n1,c,2024-03-05 20:00Z,1\n").transactions->files[0].zone,
      "UTC");
  CleaningOptions options;
  options.load.zone = "Europe/Berlin";
  EXPECT_EQ(measure(text, options).transactions->files[0].zone, "Europe/Berlin");
}

}  // namespace
}  // namespace rfmseg
