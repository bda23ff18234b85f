#include "load/transaction_reader.hpp"

#include <gtest/gtest.h>

#include "csv/csv_file.hpp"
#include "load/transaction.hpp"
#include "load/transaction_format.hpp"
#include "rfmseg/error.hpp"
#include "support/csv_text.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::CsvText;
using test::thrown;

/// A transaction whose text outlives its block, or a bad row.
struct Read {
  std::string order, customer, stock_code, country, time, quantity, price, amount;
  std::string bad;
  std::string currency;
};

/// Reads all rows of `text`; paths in messages are FILE.
std::vector<Read> read(std::string_view text, const LoadOptions& options = {}) {
  CsvText csv;
  const auto file = csv.open(text);
  TransactionReader reader(*file, find_transaction_format(*file, options));
  std::vector<Read> all;
  Block block;
  while (file->next(block)) {
    reader.start(block);
    while (reader.next()) {
      if (reader.transaction()) {
        const Transaction& t = *reader.transaction();
        all.push_back({std::string(t.order_id), std::string(t.customer_id),
                       std::string(t.stock_code), std::string(t.country), to_string(t.time),
                       to_string(Amount::from(t.quantity)), to_string(Amount::from(t.price)),
                       to_string(t.amount), "", std::string(t.currency)});
      } else {
        EXPECT_EQ(reader.bad().line, reader.row().line());
        all.push_back({});
        all.back().bad = test::with_path_as(reader.bad().message.text(), csv.path(), "FILE");
        const bool blank = reader.bad().kind == BadRow::Kind::blank_amount;
        all.back().amount = blank ? "" : to_string(reader.bad().amount);
      }
    }
  }
  return all;
}

constexpr std::string_view kHeader =
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

Read read_row(const std::string& row) {
  return read(std::string(kHeader) + row + "\n536365,A,B,1,2010-12-01,1,1,UK\n").front();
}

TEST(TransactionReader, ReadsARow) {
  const Read row = read_row(
      "536365, 85123A ,\"WHITE, HANGING\",6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom ");
  EXPECT_EQ(row.bad, "");
  EXPECT_EQ(row.order, "536365");
  EXPECT_EQ(row.customer, "17850");
  EXPECT_EQ(row.stock_code, "85123A");
  EXPECT_EQ(row.country, "United Kingdom");
  EXPECT_EQ(row.time, "2010-12-01T08:26:00");
  EXPECT_EQ(row.quantity, "6");
  EXPECT_EQ(row.price, "2.55");
  EXPECT_EQ(row.amount, "15.3");
}

TEST(TransactionReader, ReadsAFileOfLineAmounts) {
  const auto rows = read("customer_id,date,quantity,amount\n0001,1997-01-01,2,29.33\n");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].order, "");
  EXPECT_EQ(rows[0].customer, "0001");
  EXPECT_EQ(rows[0].quantity, "2");
  EXPECT_EQ(rows[0].price, "29.33");
  EXPECT_EQ(rows[0].amount, "29.33");
  const auto alone = read("customer,date,revenue\nBrion Stark,2004-12-20,32\n");
  EXPECT_EQ(alone[0].customer, "Brion Stark");
  EXPECT_EQ(alone[0].quantity, "1");
  EXPECT_EQ(alone[0].amount, "32");
}

TEST(TransactionReader, QuantityAndPriceCountMoreThanALineAmount) {
  EXPECT_EQ(read("customer,date,quantity,price,amount\n1,2011-01-01,2,3,7\n")[0].amount, "6");
  EXPECT_EQ(read("customer,date,price,amount\n1,2011-01-01,3,7\n")[0].amount, "7");
}

TEST(TransactionReader, OneColumnMayHaveTwoMeanings) {
  LoadOptions options;
  options.columns = parse_column_names("order=date,date=date");
  const auto rows = read("customer,date,amount\n1,2011-01-01,5\n", options);
  EXPECT_EQ(rows[0].order, "2011-01-01");
  EXPECT_EQ(rows[0].time, "2011-01-01T00:00:00");
}

TEST(TransactionReader, IdsLoseOnlyWhatASpreadsheetAdded) {
  EXPECT_EQ(plain_id("17850.0"), "17850");
  EXPECT_EQ(plain_id(" 17850.0 "), "17850");
  EXPECT_EQ(plain_id("\xC2\xA0"
                     "17850.0\xE2\x80\x8B"),
            "17850");
  EXPECT_EQ(plain_id("007"), "007");
  EXPECT_EQ(plain_id("0.0"), "0");
  for (const char* id :
       {"17850.00", "17850.5", "A1.0", ".0", "1.0.0", "-1.0", "C536379", "17 850.0"}) {
    EXPECT_EQ(plain_id(id), id);
  }
  EXPECT_EQ(plain_id("  "), "");
}

TEST(TransactionReader, SaysWhatIsWrongWithARow) {
  EXPECT_EQ(read_row("536365,A,B,6,2010-12-01,2.55,17850").bad,
            "FILE:2: too few columns (7 instead of 8)");
  EXPECT_EQ(read_row("536365,A,B,6,2010-12-01,2.55,17850,UK,").bad,
            "FILE:2: too many columns (9 instead of 8)");
  EXPECT_EQ(read_row("536365,A,B,6,2010-12-01,2.55,17850,\x1f").bad,
            "FILE:2: invalid bytes (NUL, control characters, or not in the encoding)");
  EXPECT_EQ(read_row("536365,A,B,6,2010-02-30,2.55,17850,UK").bad,
            "FILE:2: column InvoiceDate: '2010-02-30' does not match date format %Y-%m-%d %H:%M:%S "
            "(hint: date_format)");
  EXPECT_EQ(read_row("536365,A,B,six,2010-12-01,2.55,17850,UK").bad,
            "FILE:2: column Quantity: 'six' is not a number");
  EXPECT_EQ(read_row("536365,A,B,6,2010-12-01,\"2,5,5\",17850,UK").bad,
            "FILE:2: column UnitPrice: '2,5,5' is not a number");
  EXPECT_EQ(read_row("536365,A,B,1000000,2010-12-01,1000001,17850,UK").bad,
            "FILE:2: column UnitPrice: '1000001' gives a quantity or amount above 1000000000000 or "
            "with more than 18 decimals");
  EXPECT_EQ(read("customer,date,amount\n1,2011-01-01,?\n").front().bad,
            "FILE:2: column amount: '?' is not a number");
}

TEST(TransactionReader, MessagesStandHugeAndHostileValues) {
  const Read row =
      read_row("536365,A,B,\"" + std::string(1'000'000, '\x1b') + "\",2010-12-01,2.55,1,UK");
  EXPECT_LT(row.bad.size(), 400U);
  EXPECT_EQ(row.bad.find('\x1b'), std::string::npos);
}

TEST(TransactionReader, TheFirstOfSeveralMistakesIsNamed) {
  EXPECT_EQ(read_row("1,A,B,x,soon,y,17850,UK").bad,
            "FILE:2: column InvoiceDate: 'soon' does not match date format %Y-%m-%d %H:%M:%S "
            "(hint: date_format)");
  EXPECT_EQ(read_row("1,A,B,x,2010-12-01,y,17850,UK").bad,
            "FILE:2: column Quantity: 'x' is not a number");
}

// The reader remembers the last date it has read; this is none.
TEST(TransactionReader, ABadDateIsBadOnEveryRow) {
  const auto rows = read(std::string(kHeader) +
                         "1,A,B,1,2010-12-01,1,7,UK\n1,A,B,1,soon,1,7,UK\n1,A,B,1,soon,1,7,UK\n"
                         "1,A,B,1,2010-12-02,1,7,UK\n");
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].time, "2010-12-01T00:00:00");
  EXPECT_NE(rows[1].bad, "");
  EXPECT_NE(rows[2].bad, "");
  EXPECT_EQ(rows[3].time, "2010-12-02T00:00:00");
}

// The reader remembers the last ids that it has read.
TEST(TransactionReader, EachRowHasItsOwnIds) {
  const auto rows =
      read(std::string(kHeader) +
           "1,A,B,1,2010-12-01,1,7.0,UK\n1,A,B,1,2010-12-01,1,7.0,UK\n1,A,B,1,2010-12-01,1,8,UK\n"
           "2,A,B,1,2010-12-01,1,8,UK\n2,A,B,1,2010-12-01,1,,UK\n2,A,B,1,2010-12-01,1,n/a,UK\n"
           "2,A,B,1,soon,1,8,UK\n2,A,B,1,2010-12-01,1,8,UK\n2,A,B,1,2010-12-01,1,4.5E+12,UK\n"
           "2,A,B,1,2010-12-01,1,4.5E+12,UK\n2,A,B,1,2010-12-01,1,8,UK\n");
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"1", "7"}, {"1", "7"}, {"1", "8"}, {"2", "8"}, {"2", ""}, {"2", ""},
      {"", ""},   {"2", "8"}, {"", ""},   {"", ""},   {"2", "8"}};
  ASSERT_EQ(rows.size(), expected.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(std::pair(rows[i].order, rows[i].customer), expected[i]) << i;
  }
}

TEST(TransactionReader, ARowWithABadDateKeepsItsWorth) {
  EXPECT_EQ(read_row("1,A,B,6,soon,2.5,17850,UK").amount, "15");
  EXPECT_EQ(read_row("1,A,B,six,soon,2.5,17850,UK").amount, "0");
  EXPECT_EQ(read_row("1,A,B,six,2010-12-01,2.5,17850,UK").amount, "0");
  EXPECT_EQ(read("customer,date,quantity,amount\n1,soon,2,5\n1,2011-01-01,2,5\n")[0].amount, "5");
}

TEST(TransactionReader, ADateThatContradictsTheFoundOrderIsAnError) {
  CsvText csv;
  std::string text = "customer,date,amount\n1,31/12/2010,5\n";
  for (int i = 0; i < 1000; ++i) text += "1,1/2/2011,5\n";
  const auto file = csv.open(text + "1,12/31/2010,5\n");
  TransactionReader reader(*file, find_transaction_format(*file, {}));
  Block block;
  ASSERT_TRUE(file->next(block));
  reader.start(block);
  EXPECT_EQ(
      thrown<DataError>([&] {
        while (reader.next()) continue;
      }),
      csv.path() +
          ":1003: column date: '12/31/2010' is a date only in %m/%d/%Y, but others in this file "
          "only in %d/%m/%Y (hint: date_format '%m/%d/%Y' drops the others as unreadable)");
}

/// A file of these amounts, the first of which come so often that they decide.
std::string with_amounts(const std::vector<std::string>& first,
                         const std::vector<std::string>& then) {
  std::string text = "customer;date;amount\n";
  for (std::size_t i = 0; i < 1000; ++i) text += "1;2011-01-01;" + first[i % first.size()] + "\n";
  for (const std::string& amount : then) text += "1;2011-01-01;" + amount + "\n";
  return text;
}

/// Why the file cannot be read, with the path as FILE.
std::string failure(const std::string& text, const LoadOptions& options = {}) {
  CsvText csv;
  const auto file = csv.open(text);
  TransactionReader reader(*file, find_transaction_format(*file, options));
  Block block;
  return test::with_path_as(thrown<DataError>([&] {
                              while (file->next(block)) {
                                reader.start(block);
                                while (reader.next()) continue;
                              }
                            }),
                            csv.path(), "FILE");
}

TEST(TransactionReader, ReadsDecimalCommas) {
  const auto rows = read(
      "customer;date;quantity;price\n1;2011-01-01;2;1.234,50 €\n1;2011-01-01;1.000;0,5\n"
      "1;2011-01-01;-2;(3,00 €)\n1;2011-01-01;2 €;3,00\n1;2011-01-01;1;x\n");
  EXPECT_EQ(rows[0].amount, "2469");
  EXPECT_EQ(rows[1].amount, "500");
  EXPECT_EQ(rows[2].amount, "6");
  EXPECT_EQ(rows[3].bad, "FILE:5: column quantity: '2 €' is not a number with a decimal comma");
  EXPECT_EQ(rows[4].bad, "FILE:6: column price: 'x' is not a number with a decimal comma");
}

TEST(TransactionReader, TheGivenDecimalMarkIsNotQuestioned) {
  LoadOptions options;
  options.decimal = ',';
  const std::string text =
      "customer;date;amount\n1;2011-01-01;1.234\n1;2011-01-01;1,234\n1;2011-01-01;1.5\n";
  auto rows = read(text, options);
  EXPECT_EQ(rows[0].amount, "1234");
  EXPECT_EQ(rows[1].amount, "1.234");
  EXPECT_EQ(rows[2].bad, "FILE:4: column amount: '1.5' is not a number with a decimal comma");
  options.decimal = '.';
  rows = read(text, options);
  EXPECT_EQ(rows[0].amount, "1.234");
  EXPECT_EQ(rows[1].amount, "1234");
  EXPECT_EQ(rows[2].amount, "1.5");
}

TEST(TransactionReader, ANumberThatContradictsTheFoundMarkIsAnError) {
  EXPECT_EQ(
      failure(with_amounts({"2.55"}, {"2,55"})),
      "FILE:1002: column amount: '2,55' is a number only with the decimal mark ',', but others in "
      "this file are read with '.' (hint: decimal , drops the others as unreadable)");
  EXPECT_EQ(
      failure(with_amounts({"2,55"}, {"1.234,00", "2.55"})),
      "FILE:1003: column amount: '2.55' is a number only with the decimal mark '.', but others in "
      "this file are read with ',' (hint: decimal . drops the others as unreadable)");
  EXPECT_EQ(read(with_amounts({"1.234"}, {"5", "2,55"})).front().amount, "1234")
      << "what is in doubt is decided by a later row";
}

TEST(TransactionReader, ACommaThatComesTooLateIsNotGuessedAt) {
  EXPECT_EQ(failure(with_amounts({"5"}, {"1,234"})),
            "FILE:1002: column amount: '1,234' could have a decimal point or a decimal comma, and "
            "the first rows do not show which (hint: decimal . or decimal ,)");
  EXPECT_EQ(read(with_amounts({"5.50"}, {"1,234"})).back().amount, "1234");
  EXPECT_EQ(read(with_amounts({"5"}, {"1.234"})).back().amount, "1.234");
  EXPECT_EQ(read(with_amounts({"5"}, {"1 234"})).back().amount, "1234");
}

TEST(TransactionReader, TheCurrencyOfEachAmountIsKnown) {
  const auto rows = read(with_amounts({"£2.55", "3"}, {"€2.55", "2.55 GBP", "$ -"}));
  EXPECT_EQ(rows[0].currency, "GBP");
  EXPECT_EQ(rows[1].currency, "");
  EXPECT_EQ(rows[1000].currency, "EUR");
  EXPECT_EQ(rows[1000].amount, "2.55");
  EXPECT_EQ(rows[1001].currency, "GBP");
  EXPECT_EQ(rows[1002].amount, "") << "a currency alone is a blank amount";
}

TEST(TransactionReader, UsesTheGivenFormatAndColumns) {
  LoadOptions options;
  options.date_format = "%d.%m.%Y";
  options.columns = parse_column_names("customer=Kunde,date=Datum,amount=Betrag");
  const auto rows = read("Kunde;Datum;Betrag\n7;07.12.2011;1.5\n7;7.12.11;1.5\n", options);
  EXPECT_EQ(rows[0].time, "2011-12-07T00:00:00");
  EXPECT_EQ(
      rows[1].bad,
      "FILE:3: column Datum: '7.12.11' does not match date format %d.%m.%Y (hint: date_format)");
}

TEST(TransactionReader, LineNumbersCountQuotedNewlines) {
  EXPECT_EQ(read(std::string(kHeader) +
                 "1,A,\"B\nB\",1,2010-12-01,1,1,UK\n\n1,A,B,x,2010-12-01,1,1,UK\n")[1]
                .bad,
            "FILE:5: column Quantity: 'x' is not a number");
}

/// The time of a row with this date, or why it is bad.
std::string time_in(const std::vector<std::string>& dates, std::size_t row,
                    const LoadOptions& options = {}) {
  std::string text = "customer;date;amount\n";
  for (const std::string& date : dates) text += "1;" + date + ";5\n";
  const Read found = read(text, options).at(row);
  return found.bad.empty() ? found.time : found.bad;
}

TEST(TransactionReader, PlaceholdersAreNoDates) {
  for (const char* date :
       {"9999-12-31", "9999-12-31 23:59:59", "0001-01-01", "0001-01-01T00:00:00Z", "1900-01-01",
        "1900-01-01 12:00", "1899-12-30", "1899-12-31"}) {
    EXPECT_EQ(time_in({"2024-01-05", date}, 1), "FILE:3: column date: '" + std::string(date) +
                                                    "' is a placeholder, not a date (hint: "
                                                    "drop 'date=" +
                                                    date + "' drops the row)");
  }
  EXPECT_EQ(time_in({"31/01/2024", "31/12/9999"}, 1),
            "FILE:3: column date: '31/12/9999' is a placeholder, not a date (hint: drop "
            "'date=31/12/9999' drops the row)");
  EXPECT_EQ(time_in({"1/31/2024", "1/1/1900"}, 1),
            "FILE:3: column date: '1/1/1900' is a placeholder, not a date (hint: drop "
            "'date=1/1/1900' drops the row)");
  EXPECT_EQ(time_in({"2024-01-05", "1900-01-02"}, 1), "1900-01-02T00:00:00");
  EXPECT_EQ(time_in({"2024-01-05", "1899-12-29"}, 1), "1899-12-29T00:00:00");
  EXPECT_EQ(time_in({"2024-01-05", "9999-12-30"}, 1), "9999-12-30T00:00:00");
}

TEST(TransactionReader, ATimeWithAnOffsetKeepsItsLocalDay) {
  const std::vector<std::string> one_zone = {"2024-03-05 20:00:00 -0500",
                                             "2024-07-05 20:00:00 -0400"};
  EXPECT_EQ(time_in(one_zone, 0), "2024-03-05T20:00:00");
  EXPECT_EQ(time_in(one_zone, 1), "2024-07-05T20:00:00");
  const std::vector<std::string> two_zones = {"2024-03-05 20:00:00 PST", "2024-03-05 20:00:00 MEZ"};
  EXPECT_EQ(time_in(two_zones, 0), "2024-03-06T04:00:00");
  EXPECT_EQ(time_in(two_zones, 1), "2024-03-05T19:00:00");
}

TEST(TransactionReader, OnlyDatesThatAreReadSayWhichZonesThereAre) {
  EXPECT_EQ(time_in({"2024-03-05T20:00:00-05:00", "0001-01-01T00:00:00Z"}, 0),
            "2024-03-05T20:00:00");
  EXPECT_EQ(
      time_in({"2024-03-05T20:00:00-05:00", "2024-03-06T20:00:00-05:00", "7.3.2024 8:00 Z"}, 0),
      "2024-03-05T20:00:00");
  LoadOptions options;
  options.date_format = "%FT%T%z";
  EXPECT_EQ(time_in({"2024-03-05T20:00:00-05:00", "2024-03-06T20:00:00+01:00"}, 0, options),
            "2024-03-06T01:00:00");
}

TEST(TransactionReader, AGivenZoneHasItsLocalTimes) {
  LoadOptions options;
  options.zone = "America/New_York";
  EXPECT_EQ(time_in({"2024-03-05T20:00:00Z"}, 0, options), "2024-03-05T15:00:00");
  EXPECT_EQ(time_in({"2024-07-05T02:00:00Z"}, 0, options), "2024-07-04T22:00:00");
  EXPECT_EQ(time_in({"1704448500"}, 0, options), "2024-01-05T04:55:00");
  EXPECT_EQ(time_in({"2024-03-05T20:00:00"}, 0, options), "2024-03-05T20:00:00");
}

TEST(TransactionReader, ADateInAnyOtherOrderContradicts) {
  std::string text = "customer,date,amount\n";
  for (int i = 0; i < 1000; ++i) text += "1,04-30-22,5\n";
  const std::string error = thrown<DataError>([&] { (void)read(text + "1,30-04-22,5\n"); });
  EXPECT_EQ(error.substr(error.find(":1002: ")),
            ":1002: column date: '30-04-22' is a date only in %d-%m-%y, but others in this file "
            "only in %m-%d-%Y (hint: date_format '%d-%m-%y' drops the others as unreadable)");
}

TEST(TransactionReader, TheFirstDayOf1970IsAPlaceholderWhereNoOtherIsNear) {
  const std::string placeholder =
      "FILE:3: column date: '1970-01-01 00:00' is a placeholder, not a date (hint: drop "
      "'date=1970-01-01 00:00' drops the row)";
  EXPECT_EQ(time_in({"2024-01-05", "1970-01-01 00:00"}, 1), placeholder);
  EXPECT_EQ(time_in({"1971-02-01", "1970-01-01 00:00"}, 1), placeholder);
  EXPECT_EQ(time_in({"1970-12-05", "1970-01-01 00:00"}, 1), "1970-01-01T00:00:00");
  EXPECT_EQ(time_in({"2024-01-05", "1970-01-01", "1969-01-05"}, 1), "1970-01-01T00:00:00");
  EXPECT_EQ(time_in({"1970-01-01", "1970-01-01"}, 1), "1970-01-01T00:00:00") << "all are";
  EXPECT_EQ(time_in({"2024-01-05", "1970-01-02"}, 1), "1970-01-02T00:00:00");
}

TEST(TransactionReader, TheDayAfterTheLastDateIsADate) {
  LoadOptions options;
  options.zone = "Asia/Tokyo";
  const std::string bad = time_in({"2024-01-05T10:00Z", "9999-12-30T23:00Z"}, 1, options);
  EXPECT_NE(bad.find("'9999-12-30T23:00Z' is a placeholder"), std::string::npos) << bad;
}

TEST(TransactionReader, AQuantityThatCannotBeIsUnreadable) {
  // As a sum of 10^8 such would be more than an Amount takes.
  for (const char* quantity : {"1000000000001", "-1000000000001", "1000000000000.5"}) {
    const Read row = read_row("1,A,B," + std::string(quantity) + ",2010-12-01,0.0001,1,UK");
    EXPECT_NE(row.bad.find("gives a quantity or amount above 1000000000000"), std::string::npos)
        << row.bad;
  }
  EXPECT_EQ(read_row("1,A,B,1000000000000,2010-12-01,0.0001,1,UK").amount, "100000000");
}

TEST(TransactionReader, ARowOfDashesUnderAHeaderIsPassedOver) {
  EXPECT_EQ(read("customer,date,amount\n--------,----,------\n1,2024-01-05,5\n").size(), 1U);
  EXPECT_EQ(read("customer|date|amount\r\n--------|----|------\r\n1|2024-01-05|5\r\n").size(), 1U);
  EXPECT_EQ(read("customer;date;amount\n===;  === ;===\n1;2024-01-05;5\n").front().amount, "5");
  // And under one in the middle.
  CsvText csv;
  const std::string text = "customer,date,amount\n---,---,---\n1,2024-01-05,5\n";
  const auto file = csv.open(text + text);
  TransactionReader reader(*file, find_transaction_format(*file, {}));
  Block block;
  ASSERT_TRUE(file->next(block));
  reader.start(block);
  std::vector<BadRow::Kind> kinds;
  while (reader.next()) {
    if (reader.transaction() == nullptr) kinds.push_back(reader.bad().kind);
  }
  EXPECT_EQ(kinds, (std::vector{BadRow::Kind::repeated_header, BadRow::Kind::repeated_header}));
}

}  // namespace
}  // namespace rfmseg
