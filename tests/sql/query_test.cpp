#include "rfmseg/sql/query.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "rfmseg/error.hpp"
#include "rfmseg/segment/scheme.hpp"
#include "sql/some_query.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::some_query;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

class SampledMeaning : public testing::Test {
 protected:
  TableMeaning meaning_of(const std::string& text, const CleaningOptions& options = {}) {
    const std::string path = folder_.path() + "/sample.csv";
    std::ofstream(path) << text;
    return sampled_meaning(path, {}, options);
  }

 private:
  test::TempDir folder_;
};

TEST_F(SampledMeaning, IsWhatTheFileIsReadAs) {
  const TableMeaning meaning = meaning_of(
      "Order,Customer,Date,Qty,Price\n"
      "1,a@b.de,31.12.2011,2,\"1,50\"\n"
      "2,c@d.de,05.01.2012,1,\"2,00\"\n");
  EXPECT_EQ(meaning.order, std::vector<std::string>{"Order"});
  EXPECT_EQ(meaning.customer, std::vector<std::string>{"Customer"});
  EXPECT_EQ(meaning.date, std::vector<std::string>{"Date"});
  EXPECT_EQ(meaning.quantity, "Qty");
  EXPECT_EQ(meaning.price, "Price");
  EXPECT_TRUE(meaning.by_unit);
  EXPECT_EQ(meaning.date_format, "%d.%m.%Y");
  EXPECT_EQ(meaning.decimal, ',');
  EXPECT_EQ(meaning.id_case, IdCase::email_addresses);
  EXPECT_EQ(meaning.unreadable_text, "");
}

TEST_F(SampledMeaning, NamesTheValueThatAQueryCannotParse) {
  EXPECT_EQ(meaning_of("order,customer,date,amount\n1,a,2011-12-01,5.00\n2,b,2011-12-02,6 EUR\n")
                .unreadable_text,
            "amount: '6 EUR'");
  EXPECT_EQ(
      meaning_of("order,customer,date,amount\n1,a,2011-12-01 10:00 PM,5.00\n").unreadable_text,
      "date: '2011-12-01 10:00 PM'");
}

TEST_F(SampledMeaning, RefusesAmountsOfWholeOrders) {
  CleaningOptions options;
  options.load.layout.once_an_order = {"total"};
  options.load.columns = parse_column_names("amount=total");
  EXPECT_THAT(test::thrown<UsageError>([&] {
                (void)meaning_of("order,customer,date,total\n1,a,2011-12-01,5.00\n1,,,\n", options);
              }),
              HasSubstr("an amount is that of a whole order"));
}

TEST_F(SampledMeaning, AsksWhichCurrencyCounts) {
  const char* text =
      "order,customer,date,amount,currency\n1,a,2011-12-01,5.00,EUR\n2,b,2011-12-02,6.00,USD\n";
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)meaning_of(text); }),
              HasSubstr("amounts are in several currencies: EUR, USD"));
  CleaningOptions options;
  options.rules.currency = "usd";
  EXPECT_EQ(meaning_of(text, options).wanted_currency, "USD");
}

TEST(GivenMeaning, NeedsTheColumnsThatMakeATransaction) {
  CleaningOptions options;
  options.load.columns = parse_column_names("customer=c,date=d");
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)given_meaning(options); }),
              HasSubstr("needs the columns of customer, date, and amount or price"));
  options.load.columns = parse_column_names("customer=c,date=d,amount=a,currency=k");
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)given_meaning(options); }),
              HasSubstr("which currency the table has"));
}

TEST(GivenMeaning, RefusesSettingsThatAQueryWouldIgnore) {
  CleaningOptions options;
  options.load.columns = parse_column_names("customer=c,date=d,amount=a");
  options.load.zone = "Europe/Berlin";
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)given_meaning(options); }),
              HasSubstr("a query takes times as the database shows them"));
  options.load.zone.reset();
  options.load.layout.once_an_order = {"a"};
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)given_meaning(options); }),
              HasSubstr("an amount is that of a whole order"));
  options.load.layout.once_an_order.clear();
  options.load.layout.restates_orders = true;
  EXPECT_THROW((void)given_meaning(options), UsageError);
  options.load.layout.restates_orders.reset();
  options.load.layout.goods = true;
  EXPECT_THROW((void)given_meaning(options), UsageError);
}

TEST(SqlQuery, IsRefusedWhereItWouldNotBeExact) {
  SqlQuery query = some_query();
  query.scheme = load_scheme("tiers");
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)sql_query(query); }),
              HasSubstr("by natural breaks, which a query cannot compute"));
  query = some_query();
  query.scheme = load_scheme("pymc");
  query.dialect = SqlDialect::snowflake;
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)sql_query(query); }),
              HasSubstr("Snowflake cannot divide amounts exactly"));
  query = some_query();
  query.stage = SqlStage::clusters;
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)sql_query(query); }),
              HasSubstr("need the centroids and cuts of a model"));
  query = some_query();
  query.rules.drop_duplicates = true;
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)sql_query(query); }),
              HasSubstr("duplicates can only be dropped if all columns are known"));
  query = some_query();
  query.table = {.name = {}, .files = "*.csv", .text = true};
  query.dialect = SqlDialect::postgres;
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)sql_query(query); }),
              HasSubstr("PostgreSQL cannot read CSV files in a query"));
}

TEST(SqlQuery, DoesNotParseTextThatTheSampleShowsItCannot) {
  SqlQuery query = some_query();
  query.meaning.unreadable_text = "price: '5 EUR'";
  EXPECT_NO_THROW((void)sql_query(query));  // columns with types
  query.table.text = true;
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)sql_query(query); }),
              HasSubstr("price: '5 EUR': a query cannot parse this value"));
}

TEST(SqlQuery, HasNoLineThatANameBegins) {
  SqlQuery query = some_query();
  query.meaning.layout = "my\nDROP TABLE orders; --.toml";
  query.scheme.name = "a\nDROP TABLE orders; --";
  query.meaning.customer = {"a\nDROP TABLE orders; --"};
  const std::string text = sql_query(query);
  const std::string heading = text.substr(0, text.find("WITH"));
  for (std::size_t line = 0; line < heading.size(); line = heading.find('\n', line) + 1) {
    EXPECT_EQ(heading.substr(line, 3), "-- ");
  }
}

TEST(SqlQuery, IsOneStatement) {
  for (const SqlDialect dialect : kSqlDialects) {
    SqlQuery query = some_query();
    query.dialect = dialect;
    const std::string text = sql_query(query);
    EXPECT_EQ(text.find(';'), text.size() - 2) << text;
  }
}

TEST(SqlQuery, CreatesATableWithoutAnOrder) {
  SqlQuery query = some_query();
  query.create_table = "shop.segments";
  const std::string text = sql_query(query);
  EXPECT_THAT(text, HasSubstr("CREATE OR REPLACE TABLE \"shop\".\"segments\" AS\nWITH"));
  EXPECT_THAT(text, Not(HasSubstr("\nORDER BY")));
}

// Neither PostgreSQL nor Spark can replace a table in one statement: the old one is dropped when
// all rows of the new one are there.
TEST(SqlQuery, ReplacesATableWhenTheNewOneIsComplete) {
  SqlQuery query = some_query();
  query.create_table = "shop.segments";
  query.dialect = SqlDialect::postgres;
  std::string text = sql_query(query);
  EXPECT_THAT(text, HasSubstr("\nBEGIN;\n\nDROP TABLE IF EXISTS "
                              "\"shop\".\"segments_rfmseg_new\";\n\nCREATE TABLE "
                              "\"shop\".\"segments_rfmseg_new\" AS\nWITH"));
  EXPECT_THAT(text, EndsWith("DROP TABLE IF EXISTS \"shop\".\"segments\";\n\nALTER TABLE "
                             "\"shop\".\"segments_rfmseg_new\" RENAME TO \"segments\";\n\n"
                             "COMMIT;\n"));
  query.dialect = SqlDialect::spark;
  text = sql_query(query);
  EXPECT_THAT(text, EndsWith("DROP TABLE IF EXISTS `shop`.`segments`;\n\nALTER TABLE "
                             "`shop`.`segments_rfmseg_new` RENAME TO `shop`.`segments`;\n"));
  EXPECT_THAT(text, Not(HasSubstr("COMMIT")));
}

TEST(SqlQuery, DoesNotReplaceTheTableThatItReads) {
  const auto refused = [](const char* table, const char* written) {
    SqlQuery query = some_query();
    query.table.name = table;
    query.create_table = written;
    try {
      (void)sql_query(query);
      return false;
    } catch (const UsageError& error) {
      EXPECT_THAT(error.what(), HasSubstr("would replace the table that it reads"));
      return true;
    }
  };
  EXPECT_TRUE(refused("orders", "Orders"));
  EXPECT_TRUE(refused("orders", "public.orders"));
  EXPECT_TRUE(refused("shop.orders", "orders"));
  EXPECT_TRUE(refused("main.shop.orders", "shop.orders"));
  EXPECT_FALSE(refused("shop.orders", "other.orders"));
  EXPECT_FALSE(refused("shop.orders", "orders.shop"));
}

// Two names that PostgreSQL cuts to the same 63 bytes would be one table, which is dropped.
TEST(SqlQuery, RefusesANameThatPostgresWouldCut) {
  SqlQuery query = some_query();
  query.create_table = "shop." + std::string(53, 's');
  EXPECT_NO_THROW((void)sql_query(query));
  query.dialect = SqlDialect::postgres;
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)sql_query(query); }),
              HasSubstr("has more than 52 bytes"));
  query.create_table = "shop." + std::string(52, 's');
  EXPECT_NO_THROW((void)sql_query(query));
}

TEST(SqlQuery, IsAModelOfDbt) {
  SqlQuery query = some_query();
  query.dbt = true;
  query.table.name = "shop.orders";
  const std::string text = sql_query(query);
  EXPECT_THAT(text, HasSubstr("{{ config(materialized='table') }}"));
  EXPECT_THAT(text, HasSubstr("FROM {{ source('shop', 'orders') }}"));
  EXPECT_EQ(text.find(';'), std::string::npos);
  query.meaning.customer = {"{{ run_query('x') }}"};
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)sql_query(query); }),
              HasSubstr("cannot be written in a model of dbt"));
  query = some_query();
  query.dbt = true;
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)sql_query(query); }),
              HasSubstr("'orders' is not a source of dbt"));
}

TEST(SqlQuery, HasFrozenCutsAsNumbers) {
  SqlQuery query = some_query();
  set_cuts(query.scheme.scoring.recency,
           {Amount::from_integer(30), Amount::from_integer(60), Amount::from_integer(90),
            Amount::from_integer(180)},
           "--r-cuts");
  const std::string text = sql_query(query);
  EXPECT_THAT(text, HasSubstr("WHEN recency > 180 THEN 1"));
  EXPECT_THAT(text, HasSubstr("WHEN recency > 30 THEN 4"));
  EXPECT_THAT(text, Not(HasSubstr("recency_edges")));
}

}  // namespace
}  // namespace rfmseg
