#include "sql/dialect.hpp"

#include <gtest/gtest.h>

#include <map>

#include "rfmseg/error.hpp"

namespace rfmseg::sql {
namespace {

TEST(SqlDialects, AreInTheOrderOfTheirNames) {
  const std::vector<std::string> names = {"duckdb", "postgres", "spark", "bigquery", "snowflake"};
  for (std::size_t i = 0; i < kSqlDialects.size(); ++i) {
    EXPECT_EQ(to_string(kSqlDialects[i]), names[i]);
    EXPECT_EQ(dialect_of(kSqlDialects[i]).id, kSqlDialects[i]);
  }
}

// By each database's documentation of identifiers and string literals.
TEST(SqlDialects, QuoteNamesSoThatNoneEnds) {
  EXPECT_EQ(dialect_of(SqlDialect::postgres).identifier("a\"; DROP TABLE b; --"),
            "\"a\"\"; DROP TABLE b; --\"");
  EXPECT_EQ(dialect_of(SqlDialect::spark).identifier("a`b"), "`a``b`");
  EXPECT_EQ(dialect_of(SqlDialect::duckdb).table("shop.the orders"), "\"shop\".\"the orders\"");
  EXPECT_THROW((void)dialect_of(SqlDialect::duckdb).table("shop."), UsageError);
  EXPECT_THROW((void)dialect_of(SqlDialect::duckdb).table(""), UsageError);
}

TEST(SqlDialects, QuoteTextsSoThatNoneEnds) {
  const std::string text = "it's a \\ and\na line";
  EXPECT_EQ(dialect_of(SqlDialect::postgres).literal(text), "'it''s a \\ and\na line'");
  EXPECT_EQ(dialect_of(SqlDialect::duckdb).literal(text), "'it''s a \\ and\na line'");
  for (const SqlDialect id : {SqlDialect::spark, SqlDialect::bigquery, SqlDialect::snowflake}) {
    EXPECT_EQ(dialect_of(id).literal(text), "'it\\'s a \\\\ and\\na line'");
  }
}

TEST(SqlDialects, SparkDoesNotExpandVariablesInTexts) {
  EXPECT_EQ(dialect_of(SqlDialect::spark).literal("${env:HOME}"), "'\\u0024{env:HOME}'");
}

}  // namespace
}  // namespace rfmseg::sql
