#include "load/layout_row.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "csv/csv_file.hpp"
#include "load/transaction_format.hpp"
#include "load/transaction_reader.hpp"
#include "rfmseg/error.hpp"
#include "support/csv_text.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::kBlockSizes;
using test::thrown;

constexpr const char* kBad[] = {"repeated header", "footer",       "malformed",     "unreadable",
                                "blank",           "further line", "repeated order"};

/// Rows as `order customer amount`, or what they are instead, for one block size.
std::vector<std::string> read_with(const std::string& layout, std::string_view text,
                                   std::size_t block_size) {
  test::TempDir folder;
  LoadOptions options;
  options.layout.layout = folder.write("l.toml", "title = 'T'\n" + layout);
  test::CsvText csv;
  const auto file = csv.open(text, {.block_size = block_size});
  TransactionReader reader(*file, find_transaction_format(*file, options));
  std::vector<std::string> rows;
  Block block;
  while (file->next(block)) {
    reader.start(block);
    while (reader.next()) {
      if (const Transaction* row = reader.transaction()) {
        rows.push_back(std::string(row->order_id) + ' ' + std::string(row->customer_id) + ' ' +
                       to_string(row->amount));
      } else {
        rows.emplace_back(kBad[static_cast<std::size_t>(reader.bad().kind)]);
        if (reader.bad().amount != Amount{}) rows.back() += ' ' + to_string(reader.bad().amount);
      }
    }
  }
  return rows;
}

/// The same rows for every block size.
std::vector<std::string> read_all(const std::string& layout, std::string_view text) {
  const auto rows = read_with(layout, text, 1 << 20);
  for (const std::size_t size : kBlockSizes) EXPECT_EQ(read_with(layout, text, size), rows) << size;
  return rows;
}

using Rows = std::vector<std::string>;

const std::string kOrders =
    "order = 'order'\ncustomer = 'who'\ndate = 'day'\namount = 'total - refund'\n";

TEST(LayoutRow, AValueThatStandsOnlyInTheFirstRowOfAnOrderIsThatOfAllItsRows) {
  // As Shopify writes it: the total counts once, the refund is subtracted from it.
  EXPECT_EQ(read_all(kOrders + "once_an_order = ['who', 'day', 'total', 'refund']",
                     "order,who,day,total,refund,item\n"
                     "1,ann,2024-01-05,49.50,,cup\n"
                     "1,,,,,tea\n"
                     "2,ben,2024-01-06,19.20,5.00,tea\n"),
            (Rows{"1 ann 49.5", "further line", "2 ben 14.2"}));
}

TEST(LayoutRow, AFurtherLineIsReadTooExceptForItsAmount) {
  EXPECT_EQ(read_all("order = 'order'\ncustomer = 'who'\ndate = 'day'\nquantity = 'items'\n"
                     "amount = 'total'\nonce_an_order = ['total']",
                     "order,who,day,items,total\n"
                     "1,ann,2024-01-05,1,49.50\n"
                     "1,ann,2024-01-05,2,49.50\n"
                     "1,ann,soon,2,49.50\n"
                     "1,ann,2024-01-05,two,49.50\n"
                     "1,ann,2024-01-05,,49.50\n"
                     "1,ann,2024-01-06,-1.50,\n"
                     "order,who,day,items,total\n"
                     "2,ben,2024-01-06,1,19.20\n"),
            (Rows{"1 ann 49.5", "further line", "unreadable", "unreadable", "further line",
                  "further line", "repeated header", "2 ben 19.2"}));
}

TEST(LayoutRow, AValueThatIsRepeatedCountsOnce) {
  EXPECT_EQ(read_all(kOrders + "once_an_order = ['total', 'refund']",
                     "order,who,day,total,refund\n"
                     "1,ann,2024-01-05,49.50,0\n"
                     "1,ann,2024-01-05,49.50,0\n"
                     "2,ben,2024-01-06,19.20,0\n"
                     "2,ben,2024-01-06,19.20,0\n"
                     "2,ben,2024-01-06,19.20,0\n"),
            (Rows{"1 ann 49.5", "further line", "2 ben 19.2", "further line", "further line"}));
}

TEST(LayoutRow, AValueInALaterRowOfTheOrderCountsThere) {
  EXPECT_EQ(read_all(kOrders + "once_an_order = ['who', 'total', 'refund']",
                     "order,who,day,total,refund\n"
                     "1,,2024-01-05,,\n"
                     "1,ann,2024-01-05,49.50,\n"),
            (Rows{"further line", "1 ann 49.5"}));
}

TEST(LayoutRow, ValuesOfRowsAndOfTheOrderAddUp) {
  // Shipping stands once, prices in each row: 2 x 12 + 5, then 20.
  EXPECT_EQ(read_all("order = 'order'\ncustomer = 'who'\ndate = 'day'\n"
                     "amount = 'price * pieces + shipping'\nonce_an_order = ['shipping']",
                     "order,who,day,pieces,price,shipping\n"
                     "1,ann,2024-01-05,2,12,5\n"
                     "1,ann,2024-01-05,1,20,5\n"),
            (Rows{"1 ann 29", "1 ann 20"}));
}

TEST(LayoutRow, AnOrderThatComesAgainDoesNotCountAgain) {
  EXPECT_EQ(read_all(kOrders + "once_an_order = ['total', 'refund']",
                     "order,who,day,total,refund\n"
                     "1,ann,2024-01-05,49.50,0\n"
                     "2,ben,2024-01-06,19.20,0\n"
                     "1,ann,2024-01-05,49.50,0\n"
                     "1,ann,2024-01-05,49.50,0\n"),
            (Rows{"1 ann 49.5", "2 ben 19.2", "repeated order 49.5", "further line"}));
}

TEST(LayoutRow, RowsOfAnOrderThatAreApartAreAnErrorWhereTheyLackItsValues) {
  const std::string layout =
      "order = 'order'\ncustomer = 'who'\ndate = 'day'\namount = 'price'\n"
      "once_an_order = ['who', 'day']";
  const std::string text = "order,who,day,price\n1,ann,2024-01-05,3\n2,ben,2024-01-06,4\n1,,,5\n";
  for (const std::size_t size : kBlockSizes) {
    const std::string error = thrown<DataError>([&] { (void)read_with(layout, text, size); });
    EXPECT_NE(error.find(":4: the rows of order '1' are not next to each other"), std::string::npos)
        << error;
  }
}

TEST(LayoutRow, ReturnsAreNegativeWhateverTheirSignAndOfTheirOwnCustomer) {
  EXPECT_EQ(read_all(kOrders + "returns = { type = 'Refund' }\nreturns_customer = 'to'",
                     "order,who,to,day,total,refund,type\n"
                     "1,ann,shop,2024-01-05,49.50,,Sale\n"
                     "2,shop,ann,2024-01-06,5.00,,refund\n"
                     "3,shop,ann,2024-01-06,-6.00,,Refund\n"),
            (Rows{"1 ann 49.5", "2 ann -5", "3 ann -6"}));
}

TEST(LayoutRow, ASaleAndAReturnOfOneOrderCountBoth) {
  EXPECT_EQ(read_all(kOrders + "returns = { type = 'refund' }\nonce_an_order = ['total']",
                     "order,who,day,total,refund,type\n"
                     "1,ann,2024-01-05,49.50,,sale\n"
                     "1,ann,2024-01-05,49.50,,sale\n"
                     "1,ann,2024-01-06,5,,refund\n"),
            (Rows{"1 ann 49.5", "further line", "1 ann -5"}));
}

TEST(LayoutRow, TheFirstOfSeveralValuesOfAnOrderIsThatOfAllItsRows) {
  EXPECT_EQ(read_all(kOrders + "once_an_order = ['who', 'refund']",
                     "order,who,day,total,refund\n"
                     "1,ann,2024-01-05,10,\n"
                     "1,ben,2024-01-05,5,\n"),
            (Rows{"1 ann 10", "1 ann 5"}));
}

TEST(LayoutRow, ARefundOfAWholeOrderCounts) {
  EXPECT_EQ(read_all(kOrders + "returns = { type = 'refund' }\nonce_an_order = ['total']",
                     "order,who,day,total,refund,type\n"
                     "1,ann,2024-01-05,20.50,,sale\n"
                     "1,ann,2024-01-06,20.50,,refund\n"),
            (Rows{"1 ann 20.5", "1 ann -20.5"}));
}

TEST(LayoutRow, RowsWithoutTheValuesOfTheirOrderDoNotHideThoseWithThem) {
  const Rows rows = read_all(kOrders + "once_an_order = ['total', 'refund']",
                             "order,who,day,total,refund\n"
                             "1,ann,2024-01-05,,\n"
                             "2,ben,2024-01-06,19.20,\n"
                             "1,ann,2024-01-05,49.50,\n");
  EXPECT_EQ(rows.back(), "1 ann 49.5");
}

TEST(LayoutRow, RefundsOfOneOrderWithDifferentAmountsAllCount) {
  EXPECT_EQ(read_all(kOrders + "returns = { type = 'refund' }\nonce_an_order = ['total']",
                     "order,who,day,total,refund,type\n"
                     "1,ann,2024-01-05,50,,sale\n"
                     "1,ann,2024-01-06,5,,refund\n"
                     "1,ann,2024-01-06,5,,refund\n"
                     "1,ann,2024-01-07,3,,refund\n"),
            (Rows{"1 ann 50", "1 ann -5", "further line", "1 ann -3"}));
}

TEST(LayoutRow, AnAmountThatTheUserNamesStandsOncePerOrderToo) {
  test::CsvText csv;
  LoadOptions options;
  options.columns = {{Field::amount, "total"}};
  options.layout.once_an_order = {"total"};
  const auto file = csv.open("order,customer,date,total\n1,a,2024-01-05,7\n1,a,2024-01-05,7\n");
  TransactionReader reader(*file, find_transaction_format(*file, options));
  Block block;
  int sales = 0;
  while (file->next(block)) {
    reader.start(block);
    while (reader.next()) sales += reader.transaction() != nullptr ? 1 : 0;
  }
  EXPECT_EQ(sales, 1);
}

TEST(LayoutRow, HeadingsFillDownToTheRowsBelow) {
  EXPECT_EQ(read_all("order = 'num'\ncustomer = '#1'\ndate = 'day'\namount = 'total'\n"
                     "fill_down = ['#1']",
                     ",day,num,total\n"
                     "Ann Berg,,,\n"
                     ",2024-01-05,1,24.00\n"
                     ",2024-01-06,2,20.00\n"
                     "Total for Ann Berg,,,44.00\n"
                     "Ben Cole,,,\n"
                     ",2024-01-07,3,7\n"
                     "TOTAL,,,51.00\n"),
            (Rows{"footer", "1 Ann Berg 24", "2 Ann Berg 20", "footer", "footer", "3 Ben Cole 7",
                  "footer"}));
}

TEST(LayoutRow, AfterTheTotalOfASubCustomerRowsAreTheParents) {
  EXPECT_EQ(read_all("order = 'num'\ncustomer = '#1'\ndate = 'day'\namount = 'total'\n"
                     "fill_down = ['#1']",
                     ",day,num,total\n"
                     "Ann Berg,,,\n"
                     ",2024-01-05,1,24.00\n"
                     "  Ann Berg:Garden,,,\n"
                     ",2024-01-06,2,20.00\n"
                     "  Total for Ann Berg:Garden,,,20.00\n"
                     ",2024-01-07,3,7.00\n"
                     "Total for Ann Berg,,,51.00\n"
                     "Ben Cole,,,\n"
                     ",2024-01-07,4,7\n"),
            (Rows{"footer", "1 Ann Berg 24", "footer", "2 Ann Berg:Garden 20", "footer",
                  "3 Ann Berg 7", "footer", "footer", "4 Ben Cole 7"}));
}

TEST(LayoutRow, AfterTheTotalOfACustomerRowsHaveNone) {
  EXPECT_EQ(read_all("order = 'num'\ncustomer = '#1'\ndate = 'day'\namount = 'total'\n"
                     "fill_down = ['#1']",
                     ",day,num,total\n"
                     "Ann Berg,,,\n"
                     ",2024-01-05,1,24.00\n"
                     "Total for Ann Berg,,,24.00\n"
                     ",2024-01-06,2,20.00\n"),
            (Rows{"footer", "1 Ann Berg 24", "footer", "2  20"}));
}

TEST(LayoutRow, DatesAreJoinedAndTheFirstFilledIdCounts) {
  const auto rows = read_all(
      "order = ['a', 'b']\ncustomer = ['mail', 'id']\ndate = ['day', 'time']\n"
      "amount = 'total'",
      "a,b,mail,id,day,time,total\n"
      "1,9,ann@example.com,7,2024-01-05,10:15,3\n"
      ",8,,7,2024-01-05,23:30,4\n");
  EXPECT_EQ(rows, (Rows{"1 ann@example.com 3", "8 7 4"}));
}

TEST(LayoutRow, ABlankTermIsZeroAndAllBlankIsNoAmount) {
  EXPECT_EQ(read_all("order = 'order'\ncustomer = 'who'\ndate = 'day'\namount = 'a - b + c'",
                     "order,who,day,a,b,c\n"
                     "1,ann,2024-01-05,0.1,,0.2\n"
                     "2,ann,2024-01-05,,,\n"
                     "3,ann,2024-01-05,\"1,000.10\",0.05,$2\n"
                     "4,ann,2024-01-05,1,x,\n"),
            (Rows{"1 ann 0.3", "blank", "3 ann 1002.05", "unreadable"}));
}

TEST(LayoutRow, WhatIsSubtractedReducesTheAmountWithEitherSign) {
  const std::string layout = "order = 'order'\ncustomer = 'who'\ndate = 'day'\namount = 'a - b'";
  EXPECT_EQ(read_all(layout,
                     "order,who,day,a,b\n"
                     "1,ann,2024-01-05,20,-5\n"
                     "2,ann,2024-01-05,20,5\n"
                     "3,ann,2024-01-05,,-5\n"
                     "4,ann,2024-01-05,20,\n"),
            (Rows{"1 ann 15", "2 ann 15", "3 ann -5", "4 ann 20"}));
  // A row that takes back a sale of 20 with a discount of 2: -18, however the discount is written.
  EXPECT_EQ(
      read_all(layout, "order,who,day,a,b\n1,ann,2024-01-05,-20,-2\n2,ann,2024-01-05,-20,2\n"),
      (Rows{"1 ann -18", "2 ann -18"}));
}

TEST(LayoutRow, TermsInSeveralCurrenciesAreNotAddedUp) {
  const std::string layout = "order = 'order'\ncustomer = 'who'\ndate = 'day'\namount = 'a - b'";
  EXPECT_EQ(read_all(layout,
                     "order,who,day,a,b\n"
                     "1,ann,2024-01-05,\u20ac20,$5\n"
                     "2,ann,2024-01-05,\u20ac20,\u20ac5\n"
                     "3,ann,2024-01-05,\u20ac20,5\n"
                     "4,ann,2024-01-05,20 USD,$5\n"),
            (Rows{"unreadable", "2 ann 15", "3 ann 15", "4 ann 15"}));
  const std::string error = thrown<DataError>([] {
    (void)read_with("order = 'order'\ncustomer = 'who'\ndate = 'day'\namount = 'a (EUR) - b (USD)'",
                    "order,who,day,a (EUR),b (USD)\n1,ann,2024-01-05,20,5\n", 100);
  });
  EXPECT_NE(error.find("the amount is computed from columns in EUR and in USD: b (USD)"),
            std::string::npos)
      << error;
}

TEST(LayoutRow, ABlankCustomerOrDateOfAnOrderIsThatOfItsOtherRows) {
  // The total is in the first row, the customer in the second.
  EXPECT_EQ(read_all(kOrders + "once_an_order = ['total', 'refund']",
                     "order,who,day,total,refund\n"
                     "1,,,49.50,0\n"
                     "1,ann,2024-01-05,,\n"
                     "2,,2024-01-06,7,0\n"),
            (Rows{"1 ann 49.5", "further line", "2  7"}));
}

TEST(LayoutRow, RowsWithoutTheTotalOfTheirOrderDoNotHideItInLaterRows) {
  // Customer and date are in all rows, as in some exports.
  EXPECT_EQ(read_all(kOrders + "once_an_order = ['who', 'day', 'total', 'refund']",
                     "order,who,day,total,refund\n"
                     "1,ann,2024-01-05,,\n"
                     "2,ben,2024-01-06,7,0\n"
                     "1,ann,2024-01-05,49.50,0\n"),
            (Rows{"blank", "2 ben 7", "1 ann 49.5"}));
}

TEST(LayoutRow, UciMarksCancellationsWhereTheAmountIsNotPositive) {
  test::CsvText csv;
  const auto file = csv.open(
      "InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID\n"
      "536365,6,12/1/2010 8:26,2.55,17850\nC536379,-1,12/1/2010 9:41,27.5,14527\n"
      "C536380,1,12/13/2010 9:41,27.5,14527\nA563186,1,8/12/2011 14:51,-11062.06,1\n");
  TransactionReader reader(*file, find_transaction_format(*file, {}));
  Block block;
  std::vector<OrderMark> marks;
  while (file->next(block)) {
    reader.start(block);
    while (reader.next()) marks.push_back(reader.transaction()->mark);
  }
  EXPECT_EQ(marks, (std::vector{OrderMark::none, OrderMark::cancellation, OrderMark::none,
                                OrderMark::adjustment}));
}

TEST(LayoutRow, AMissingColumnIsAnErrorThatNamesTheLayout) {
  const std::string error = thrown<UsageError>([] {
    (void)read_with("order = 'order'\ncustomer = 'who'\ndate = 'day'\namount = 'total - back'",
                    "order,who,day,total\n1,ann,2024-01-05,1\n", 100);
  });
  EXPECT_NE(error.find("no column 'back' among: order, who, day, total"), std::string::npos)
      << error;
}

}  // namespace
}  // namespace rfmseg
