#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "rfmseg/error.hpp"
#include "rfmseg/sql/query.hpp"
#include "sql/some_query.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

SqlQuery incremental_query(SqlDialect dialect = SqlDialect::duckdb) {
  SqlQuery query = test::some_query();
  query.dialect = dialect;
  query.create_table = "segments";
  query.incremental = true;
  return query;
}

/// The number of the rules by which a row of a day was computed.
std::string rules_of(const SqlQuery& query) {
  const std::string text = sql_query(query);
  std::smatch found;
  EXPECT_TRUE(std::regex_search(text, found, std::regex("WHERE rules = ([0-9]+)"))) << text;
  return found[1];
}

Timestamp time_of(const char* text) {
  return *TimestampParser("%Y-%m-%d %H:%M").parse(text);
}

std::size_t place_of(const std::string& text, const std::string& part) {
  const std::size_t place = text.find(part);
  EXPECT_NE(place, std::string::npos) << part << "\n" << text;
  return place;
}

TEST(IncrementalQuery, ReplacesTheLastDaysAndThenTheCustomers) {
  for (const SqlDialect dialect : kSqlDialects) {
    const std::string text = sql_query(incremental_query(dialect));
    const bool spark = dialect == SqlDialect::spark;
    const std::size_t created = place_of(text, "CREATE TABLE IF NOT EXISTS ");
    const std::size_t found = place_of(text, " AS first_day\n");
    const std::size_t inserted = place_of(text, spark ? "INSERT OVERWRITE" : "INSERT INTO");
    EXPECT_LT(created, spark ? inserted : found);
    if (!spark) {
      // The day is found before rows are deleted, as it would be another one afterwards.
      const std::size_t deleted = place_of(text, "DELETE FROM ");
      EXPECT_LT(found, deleted);
      EXPECT_LT(deleted, inserted);
    }
    const std::size_t customers = text.rfind("CREATE ");
    EXPECT_LT(inserted, customers);
    // The customers are made of days only.
    EXPECT_THAT(text.substr(customers),
                AllOf(HasSubstr("segments_days"), Not(HasSubstr("ordered_at"))));
  }
}

TEST(IncrementalQuery, IsOneTransactionWhereTablesMayBeReplacedInOne) {
  for (const SqlDialect dialect : {SqlDialect::duckdb, SqlDialect::postgres}) {
    const std::string text = sql_query(incremental_query(dialect));
    EXPECT_LT(place_of(text, "\nBEGIN"), place_of(text, "CREATE TABLE IF NOT EXISTS "));
    EXPECT_EQ(place_of(text, "COMMIT;\n"), text.size() - 8);
  }
  for (const SqlDialect dialect : {SqlDialect::bigquery, SqlDialect::snowflake}) {
    const std::string text = sql_query(incremental_query(dialect));
    EXPECT_GT(place_of(text, "BEGIN TRANSACTION"), place_of(text, "CREATE TABLE IF NOT EXISTS "));
    EXPECT_LT(place_of(text, "COMMIT"), place_of(text, "CREATE OR REPLACE TABLE "));
  }
}

TEST(IncrementalQuery, ReadsTheLastDayAgainAndDaysBeforeIt) {
  SqlQuery query = incremental_query();
  EXPECT_THAT(sql_query(query), HasSubstr("COALESCE(MAX(day), DATE '0001-01-02') AS first_day"));
  query.late_days = 3;
  EXPECT_THAT(sql_query(query), HasSubstr("COALESCE(MAX(day) - 3, DATE '0001-01-02')"));
  query.dialect = SqlDialect::spark;
  EXPECT_THAT(sql_query(query), HasSubstr("COALESCE(DATE_SUB(MAX(day), 3), DATE '0001-01-02')"));
}

// A row of 2099 must not be the end of all other days.
TEST(IncrementalQuery, ReadsDaysAgainThatWereInTheFuture) {
  const std::string text = sql_query(incremental_query());
  EXPECT_THAT(text, HasSubstr(" AND day <= loaded_on\n)"));
  EXPECT_THAT(text, HasSubstr("CAST(CURRENT_DATE AS DATE) AS loaded_on"));
}

// Rows after an as-of date are dropped on one night and are not on the next one.
TEST(IncrementalQuery, ReadsTheDayOfAnAsOfDateAgain) {
  SqlQuery query = incremental_query();
  query.rules.as_of = time_of("2024-03-09 12:00");
  EXPECT_THAT(sql_query(query), HasSubstr("LEAST(COALESCE(MAX(day), DATE '0001-01-02'), DATE "
                                          "'2024-03-09') AS first_day"));
}

TEST(IncrementalQuery, LetsTheDatabaseSkipRowsOfEarlierDays) {
  SqlQuery query = incremental_query();
  EXPECT_THAT(sql_query(query), HasSubstr("  FROM \"orders\"\n"
                                          "  WHERE CAST(\"ordered_at\" AS TIMESTAMP) >= "
                                          "GETVARIABLE('rfmseg_first_day') - 1\n"));
  query.table.text = true;
  EXPECT_THAT(sql_query(query), HasSubstr("  FROM \"orders\"\n)"));
}

TEST(IncrementalQuery, ReplacesWhatOtherRulesHaveComputed) {
  const SqlQuery query = incremental_query();
  EXPECT_THAT(sql_query(query),
              HasSubstr("DELETE FROM \"segments_days\"\nWHERE rules <> " + rules_of(query) +
                        " OR day >= GETVARIABLE('rfmseg_first_day');"));
}

TEST(IncrementalQuery, BeginsAnewIfRowsWouldBeReadInAnotherWay) {
  const std::string rules = rules_of(incremental_query());
  const auto changed = [&](auto change) {
    SqlQuery query = incremental_query();
    change(query);
    return rules_of(query) != rules;
  };
  EXPECT_TRUE(changed([](SqlQuery& query) { query.table.name = "other"; }));
  EXPECT_TRUE(changed([](SqlQuery& query) { query.rules.net_returns = true; }));
  EXPECT_TRUE(changed([](SqlQuery& query) { query.rules.cancellations = "X*"; }));
  EXPECT_TRUE(changed([](SqlQuery& query) { query.meaning.nobody = {"0"}; }));
  EXPECT_TRUE(changed([](SqlQuery& query) { query.rules.from = time_of("2024-03-01 12:00"); }));
  EXPECT_TRUE(changed([](SqlQuery& query) { query.rules.until = time_of("2024-03-01 12:00"); }));
  // These have no effect on rows of the table, or none that remains.
  EXPECT_FALSE(changed([](SqlQuery& query) { query.rules.from = time_of("2024-03-01 00:00"); }));
  EXPECT_FALSE(changed([](SqlQuery& query) { query.rules.until = time_of("2024-03-01 00:00"); }));
  EXPECT_FALSE(changed([](SqlQuery& query) { query.rules.as_of = time_of("2024-03-01 12:00"); }));
  EXPECT_FALSE(changed([](SqlQuery& query) { query.scheme = load_scheme("pymc"); }));
  EXPECT_FALSE(changed([](SqlQuery& query) { query.stage = SqlStage::rfm; }));
  EXPECT_FALSE(changed([](SqlQuery& query) { query.stage = SqlStage::days; }));
  EXPECT_FALSE(changed([](SqlQuery& query) { query.late_days = 7; }));
}

TEST(IncrementalQuery, AppliesWholeDatesToDays) {
  SqlQuery query = incremental_query();
  query.rules.from = time_of("2024-03-01 00:00");
  query.rules.until = time_of("2024-04-01 00:00");
  const std::string text = sql_query(query);
  EXPECT_THAT(text, HasSubstr(" AND day >= DATE '2024-03-01' AND day < DATE '2024-04-01'"));
  EXPECT_THAT(text, Not(HasSubstr("outside_dates")));
}

TEST(IncrementalQuery, WritesTheDaysAloneIfTheyAreTheStage) {
  SqlQuery query = incremental_query();
  query.stage = SqlStage::days;
  const std::string text = sql_query(query);
  EXPECT_THAT(text, HasSubstr("INSERT INTO \"segments_days\""));
  EXPECT_THAT(text, Not(HasSubstr("CREATE OR REPLACE TABLE")));
}

TEST(IncrementalQuery, IsTwoModelsOfDbt) {
  for (const SqlDialect dialect : kSqlDialects) {
    SqlQuery query = incremental_query(dialect);
    query.dbt = true;
    query.table.name = "shop.orders";
    const std::string customers = sql_query(query);
    EXPECT_THAT(customers, HasSubstr("{{ config(materialized='table') }}\n\nWITH"));
    EXPECT_THAT(customers, HasSubstr("FROM {{ ref('segments_days') }}"));
    EXPECT_THAT(customers, Not(HasSubstr("source(")));
    query.stage = SqlStage::days;
    const std::string days = sql_query(query);
    EXPECT_THAT(days, HasSubstr("{{ config(materialized='incremental', incremental_strategy='"));
    EXPECT_THAT(days, HasSubstr("FROM {{ source('shop', 'orders') }}"));
    EXPECT_THAT(days, HasSubstr("FROM {{ this }}"));
    EXPECT_EQ(rules_of(query), rules_of([&] {
                SqlQuery other = query;
                other.stage = SqlStage::segments;
                return other;
              }()));
    query.meaning.customer = {"{% endif %}"};
    EXPECT_THAT(test::thrown<UsageError>([&] { (void)sql_query(query); }),
                HasSubstr("cannot be written in a model of dbt"));
  }
}

TEST(IncrementalQuery, IsRefusedWithWhatToDo) {
  SqlQuery query = incremental_query();
  query.create_table.clear();
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)sql_query(query); }),
              StartsWith("incremental requires the name of the table to write"));
  query = incremental_query();
  query.stage = SqlStage::ledger;
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)sql_query(query); }),
              StartsWith("a ledger is made of all rows"));
  query = incremental_query();
  query.table.name = "main.segments_days";
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)sql_query(query); }),
              HasSubstr("would replace the table that it reads: segments_days"));
  query = incremental_query();
  query.dbt = true;
  query.create_table = "shop.segments";
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)sql_query(query); }),
              HasSubstr("'shop.segments' is not the name of a model of dbt"));
  query = test::some_query();
  query.stage = SqlStage::days;
  EXPECT_THAT(test::thrown<UsageError>([&] { (void)sql_query(query); }),
              HasSubstr("the stage days requires incremental"));
}

}  // namespace
}  // namespace rfmseg
