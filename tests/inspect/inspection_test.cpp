#include "rfmseg/inspect/inspection.hpp"

#include <gtest/gtest.h>

#include <string>

#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::TempDir;
using test::thrown;

Inspection inspect(const std::string& text, const CsvOptions& csv = {},
                   const CleaningOptions& options = {}) {
  const TempDir folder;
  return inspect_file(folder.write("f.csv", text), csv, options);
}

/// `name: meaning, type, blank, distinct; ...`.
std::string columns_of(const Inspection& found) {
  std::string text;
  for (const InspectedColumn& column : found.columns) {
    text += column.name + ": " + (column.meaning.empty() ? "-" : column.meaning) + ", " +
            column.type + ", " + std::to_string(column.blank) + ", " +
            std::to_string(column.distinct.number) + (column.distinct.or_more ? "+" : "") + "; ";
  }
  return text;
}

const std::string kStatus =
    "order_id,customer_id,order_date,amount,status\n"
    "1001,1,2024-01-05,100,Completed\n"
    "1002,2,2024-01-08,900,Cancelled\n"
    "1003,2,2024-01-09,50,Completed\n";

TEST(Inspection, SaysWhatColumnsMeanAndContain) {
  const Inspection found = inspect(kStatus);
  EXPECT_EQ(columns_of(found),
            "order_id: order, whole number, 0, 3; customer_id: customer, whole number, 0, 2; "
            "order_date: date, date, 0, 3; amount: amount, whole number, 0, 3; "
            "status: -, text, 0, 2; ");
  EXPECT_EQ(found.columns[1].samples, (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(found.encoding, "UTF-8");
  EXPECT_EQ(found.header_line, 1U);
  EXPECT_EQ(found.rows, 3U);
  ASSERT_EQ(found.warnings.size(), 1U);  // that the status is not used
  EXPECT_NE(found.warnings[0].text().find("status"), std::string::npos);
  EXPECT_FALSE(found.question);
}

TEST(Inspection, CountsOrdersAndCustomersOfKeptRows) {
  CleaningOptions options;
  options.rules.filters = {RowFilter::parse(RowFilter::Effect::keep, "status=Completed")};
  const Inspection found = inspect(kStatus, {}, options);
  ASSERT_TRUE(found.transactions);
  EXPECT_EQ(found.transactions->orders, (DistinctCount{2, false}));
  EXPECT_EQ(found.transactions->customers, (DistinctCount{2, false}));
  EXPECT_EQ(found.transactions->customers_with_one_order, 2U);
  EXPECT_EQ(found.transactions->ledger[RowReason::not_counted].rows, 1U);
  EXPECT_EQ(to_string(*found.transactions->last), "2024-01-09T00:00:00");
  EXPECT_EQ(found.columns[4].meaning, "filter");
}

TEST(Inspection, ARowWithoutOrderIdIsAnOrder) {
  const Inspection found =
      inspect("customer_id,date,amount\na,2024-01-05,10\na,2024-01-05,12\nb,2024-01-06,20\n");
  ASSERT_TRUE(found.transactions);
  EXPECT_EQ(found.transactions->orders.number, 3U);
  EXPECT_EQ(found.transactions->customers_with_one_order, 1U);
}

TEST(Inspection, AQuestionComesWithTheColumns) {
  const Inspection found = inspect(
      "order_id,customer_id,date,revenue,sales\n4,a,2024-05-04,30,25\n5,b,2024-05-05,10,\n");
  ASSERT_TRUE(found.question);
  ASSERT_EQ(found.question->proposals().size(), 2U);
  EXPECT_EQ(found.question->proposals()[0].value, "amount=revenue");
  EXPECT_EQ(columns_of(found),
            "order_id: order, whole number, 0, 2; customer_id: customer, text, 0, 2; "
            "date: date, date, 0, 2; "
            "revenue: amount, whole number, 0, 2; sales: amount, whole number, 1, 1; ");
  EXPECT_FALSE(found.columns_found);
  EXPECT_EQ(found.rows, 2U);
  EXPECT_FALSE(found.transactions);
}

TEST(Inspection, AQuestionInTheMiddleDoesNotHideTheRowsAfterIt) {
  // The decimal mark is proven by the first row, and contradicted by the second.
  const Inspection found = inspect(
      "order;customer;date;amount\n1;a;2024-01-05;1.500,25\n2;b;2024-01-06;1,500.25\n"
      "3;c;2024-01-07;9\n");
  ASSERT_TRUE(found.question);
  EXPECT_EQ(found.rows, 3U);
  EXPECT_EQ(found.columns[1].distinct.number, 3U);
  EXPECT_EQ(found.columns[1].meaning, "customer");
}

TEST(Inspection, SeveralCurrenciesAreAQuestionAfterAllRows) {
  const Inspection found = inspect(
      "order_id,customer_id,date,amount,currency\n1,a,2024-01-01,100,USD\n"
      "2,a,2024-01-02,5000,JPY\n3,b,2024-01-03,30,USD\n");
  ASSERT_TRUE(found.question);
  ASSERT_TRUE(found.transactions);
  EXPECT_EQ(found.transactions->ledger.total().rows, 3U);
  EXPECT_TRUE(found.transactions->several_currencies);
  EXPECT_EQ(found.columns[4].meaning, "currency");
}

TEST(Inspection, FindsTypes) {
  const Inspection found = inspect(
      "order,customer,date,amount,paid,zip,code,e,d\n"
      "1,a@example.com,2024-01-05,$1.50,yes,01234,A-1,,05.01.2024\n"
      "2,b@example.com,2024-01-06,$2.00,no,99999,B-2,NULL,31.12.2023\n");
  std::string types;
  for (const InspectedColumn& column : found.columns) types += column.type + ", ";
  EXPECT_EQ(types, "whole number, e-mail, date, amount, yes/no, digits, code, empty, date, ");
  EXPECT_EQ(found.columns[3].currency, "$");
  EXPECT_EQ(found.columns[7].blank, 2U);
}

TEST(Inspection, TitleLinesMoveTheHeader) {
  const Inspection found = inspect(
      "Sales report\nJanuary 2024,,\n\nOrder,Customer,Date,Amount\n1,a,2024-01-05,40.00\n"
      "2,b,2024-01-07,20.00\n");
  EXPECT_EQ(found.header_line, 4U);
  EXPECT_EQ(found.rows, 2U);
}

TEST(Inspection, ReadsOnlyTheFirstRowsIfAsked) {
  std::string text = "order,customer,date,amount\n";
  for (int i = 0; i < 500; ++i) text += "\n" + std::to_string(i) + ",c,2024-01-05,1\n";
  for (const std::size_t block_size : {std::size_t{1}, std::size_t{100}, std::size_t{1} << 18}) {
    const Inspection found = inspect(text, {.block_size = block_size, .most_rows = 7});
    EXPECT_EQ(found.rows, 7U);
    EXPECT_TRUE(found.has_more_rows);
    EXPECT_EQ(found.columns[0].distinct.number, 7U);
    const Inspection all = inspect(text, {.block_size = block_size, .most_rows = 500});
    EXPECT_EQ(all.rows, 500U);
    EXPECT_FALSE(all.has_more_rows);
  }
  // What is wrong after these rows is not read.
  EXPECT_FALSE(inspect(text + "\"open", {.most_rows = 7}).question);
  EXPECT_TRUE(inspect(text + "\"open").question);
}

TEST(Inspection, DistinctValuesAreCountedUpToALimit) {
  std::string text = "order,customer,date,amount\n";
  for (int i = 0; i < 100'001; ++i) text += std::to_string(i) + ",c,2024-01-05,1\n";
  const Inspection found = inspect(text);
  EXPECT_EQ(found.columns[0].distinct, (DistinctCount{100'000, true}));
  EXPECT_EQ(found.columns[1].distinct, (DistinctCount{1, false}));
  EXPECT_EQ(found.transactions->orders, (DistinctCount{100'001, false}));
}

TEST(Inspection, LooksAtTheFirstThousandColumns) {
  std::string header = "order,customer,date,amount";
  std::string row = "1,a,2024-01-05,1";
  for (int i = 0; i < 1'500; ++i) {
    header += ",x" + std::to_string(i);
    row += ",";
  }
  const Inspection found = inspect(header + "\n" + row + "\n");
  EXPECT_EQ(found.columns.size(), 1'000U);
  EXPECT_EQ(found.other_columns, 504U);
}

TEST(Inspection, ALongValueIsCutBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "\u00e9";
  const Inspection found = inspect("order,customer,date,amount\n1,a" + text + ",2024-01-05,1\n");
  EXPECT_EQ(found.columns[1].samples[0], "a" + text.substr(0, 62));
}

TEST(Inspection, AnOtherEncodingIsFoundAndNamed) {
  const Inspection found = inspect("order,customer,date,amount\n1,caf\xE9,2024-01-05,1\n");
  EXPECT_EQ(found.encoding, "Windows-1252");
  EXPECT_EQ(found.columns[1].samples[0], "caf\u00e9");
  ASSERT_EQ(found.warnings.size(), 1U);
  EXPECT_NE(found.warnings[0].text().find(":2: not UTF-8"), std::string::npos);
}

TEST(Inspection, CustomerFilesHaveMeaningsToo) {
  const Inspection found =
      inspect("customer_id,recency,frequency,monetary,note\na,3,1,10.5,x\nb,30,2,20,y\n");
  EXPECT_TRUE(found.has_customers);
  EXPECT_EQ(columns_of(found),
            "customer_id: customer_id, text, 0, 2; recency: recency, whole number, 0, 2; "
            "frequency: frequency, whole number, 0, 2; monetary: monetary, number, 0, 2; "
            "note: -, text, 0, 2; ");
  EXPECT_FALSE(found.transactions);
  EXPECT_FALSE(found.question);
  EXPECT_TRUE(inspect("customer_id,recency,frequency,monetary\na,x,1,10.5\n").question.has_value());
}

TEST(Inspection, WhatHasNoHeaderIsAQuestion) {
  const Inspection empty = inspect("");
  ASSERT_TRUE(empty.question);
  EXPECT_EQ(empty.question->kind(), ErrorKind::no_data);
  EXPECT_TRUE(empty.columns.empty());
  EXPECT_TRUE(inspect("order,\"customer\n").question.has_value());
  EXPECT_FALSE(inspect("order,customer,date,amount\n").columns.empty());
}

TEST(Inspection, WhatIsNoTextOrNotThereThrows) {
  EXPECT_NE(thrown<DataError>([] { (void)inspect("PK\x03\x04 a workbook"); }).find("zip"),
            std::string::npos);
  EXPECT_NE(thrown<DataError>([] { (void)inspect("<!DOCTYPE html><html></html>\n"); }).find("HTML"),
            std::string::npos);
  EXPECT_THROW((void)inspect_file("/nonexistent/f.csv"), DataError);
  CleaningOptions options;
  options.load.columns = {{Field::customer, "nope"}};
  EXPECT_THROW((void)inspect(kStatus, {}, options), UsageError);
}

}  // namespace
}  // namespace rfmseg
