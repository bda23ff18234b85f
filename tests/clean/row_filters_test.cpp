#include "clean/row_filters.hpp"

#include <gtest/gtest.h>

#include "clean/cleaning_run.hpp"
#include "csv/row_reader.hpp"
#include "rfmseg/error.hpp"
#include "support/csv_text.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using Effect = RowFilter::Effect;

class NoSink final : public RowSink {
  void kept(const Transaction&, const RowReader&) override {}
};

/// The number of kept rows of a file with these statuses.
std::uint64_t kept(const std::vector<std::string>& statuses,
                   const std::vector<RowFilter>& filters) {
  std::string text = "customer,date,amount,Status\n";
  for (const std::string& status : statuses) text += "7,2024-01-01,5," + status + "\n";
  CleaningOptions options;
  options.rules.filters = filters;
  CleaningRun run(options);
  test::CsvText csv;
  NoSink sink;
  const std::vector<RowSink*> sinks = {&sink};
  run.read(*csv.open(text, {}), sinks);
  EXPECT_EQ(run.ledger()[RowReason::not_counted].rows + run.ledger()[RowReason::kept].rows,
            statuses.size());
  return run.ledger()[RowReason::kept].rows;
}

TEST(RowFilters, AreAColumnAndPatterns) {
  const RowFilter filter = RowFilter::parse(Effect::keep, " Status = paid, \"a=b\" ");
  EXPECT_EQ(filter.values.column, "Status");
  EXPECT_EQ(filter.values.patterns, (std::vector<std::string>{"paid", "a=b"}));
  for (const char* text : {"", "Status", "=paid"}) {
    EXPECT_THROW((void)RowFilter::parse(Effect::drop, text), UsageError) << text;
  }
}

TEST(RowFilters, PatternsMatchInEitherCase) {
  EXPECT_TRUE(matches_pattern("Paid", "paid"));
  EXPECT_TRUE(matches_pattern("paid in full", "PAID*"));
  EXPECT_TRUE(matches_pattern("not abcabd", "*abd"));
  EXPECT_TRUE(matches_pattern("", "*"));
  EXPECT_FALSE(matches_pattern("paid", "pai"));
  EXPECT_FALSE(matches_pattern("", "paid"));
}

TEST(RowFilters, KeepTwiceKeepsWhatEitherKeeps) {
  const std::vector<std::string> statuses = {"paid", "open", "void", "paid"};
  const RowFilter paid{Effect::keep, {"status", {"paid"}}};
  const RowFilter open{Effect::keep, {"Status", {"open"}}};
  EXPECT_EQ(kept(statuses, {paid}), 2U);
  EXPECT_EQ(kept(statuses, {paid, open}), 3U);
  EXPECT_EQ(
      kept(statuses, {{Effect::drop, {"status", {"paid"}}}, {Effect::drop, {"status", {"o*"}}}}),
      1U);
  EXPECT_EQ(kept(statuses, {paid, {Effect::drop, {"status", {"p*"}}}}), 0U);
}

TEST(RowFilters, ABlankValueIsOneToo) {
  EXPECT_EQ(kept({"", "paid", ""}, {{Effect::keep, {"Status", {"paid"}}}}), 1U);
  EXPECT_EQ(kept({"", "paid", ""}, {{Effect::keep, {"Status", {""}}}}), 2U);
}

TEST(RowFilters, WhatTheyDropIsNoSaleThatMovesTheAsOfDate) {
  // A row of another country is one.
  CleaningOptions options;
  options.rules.filters = {{Effect::keep, {"Status", {"paid"}}}};
  options.rules.countries = {"France"};
  CleaningRun run(options);
  test::CsvText csv;
  NoSink sink;
  const std::vector<RowSink*> sinks = {&sink};
  run.read(*csv.open("customer,date,amount,Status,Country\n7,2024-01-01,5,paid,France\n"
                     "7,2024-01-03,5,paid,Spain\n7,2024-02-01,5,open,France\n",
                     {}),
           sinks);
  ASSERT_TRUE(run.last_filtered_sale());
  EXPECT_EQ(to_string(*run.last_filtered_sale()), "2024-01-03T00:00:00");
}

}  // namespace
}  // namespace rfmseg
