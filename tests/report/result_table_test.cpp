#include "report/tables/result_table.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "report/tables/table_json.hpp"

namespace rfmseg {
namespace {

using CellKind = ResultTable::Kind;

/// A column of every kind.
ResultTable two_rows() {
  const std::vector<Amount> amounts = {Amount::from(Decimal{1234567895, 3}), Amount{}};
  ResultTable table(2);
  table.add({"group", "Group", CellKind::ordinal}, [](std::size_t i) { return 1000 * (i + 1); });
  table.add({"customers", "Cust.", CellKind::count},
            [](std::size_t i) { return i == 0 ? 12345 : 0; });
  table.add({"share", "Share", CellKind::share}, [](std::size_t i) {
    return Share{i == 0 ? 1.0 : 0.0, i == 0 ? 3.0 : 0.0};
  });
  table.add({"recency", "R", CellKind::mean}, [](std::size_t) { return 2.25; });
  table.add({"monetary", "M", CellKind::mean_money}, [](std::size_t) { return 1234.5678; });
  table.add({"index", "Index", CellKind::figure},
            [](std::size_t i) { return i == 0 ? std::optional(0.123456789) : std::nullopt; });
  table.columns.back().starred = 0;
  table.add({"revenue", "Revenue", CellKind::money}, [&](std::size_t i) { return amounts[i]; });
  table.add({"amount", "Amount", CellKind::exact_money}, [&](std::size_t i) { return amounts[i]; });
  table.add({"items", "Items", CellKind::number}, [&](std::size_t i) { return amounts[i]; });
  table.add({"advice", "What to do", CellKind::note},
            [](std::size_t i) { return i == 0 ? "Reward them" : ""; });
  return table;
}

std::vector<std::string> titles(const Table& table) {
  std::vector<std::string> titles;
  for (const Table::Column& column : table.columns) titles.push_back(column.title);
  return titles;
}

std::string csv(const ResultTable& table) {
  std::ostringstream out;
  write_rows(table, *make_row_writer(Format::csv, {}, out));
  return out.str();
}

FiveNumbers one_to_five() {
  const auto at = [](int number) { return Quantile::from(Amount::from_integer(1000 * number)); };
  return {at(1), at(2), at(3), at(4), at(5)};
}

TEST(ResultTable, PeopleReadRoundedNumbersAndANoteByItself) {
  const Table table = people_table(two_rows());
  EXPECT_EQ(titles(table), (std::vector<std::string>{"Group", "Cust.", "Share", "R", "M", "Index",
                                                     "Revenue", "Amount", "Items"}));
  EXPECT_EQ(table.columns[0].align, Align::left);
  EXPECT_EQ(table.columns[1].align, Align::right);
  EXPECT_TRUE(table.columns[2].share);
  EXPECT_EQ(table.note_title, "What to do");
  EXPECT_EQ(table.rows[0].cells,
            (std::vector<std::string>{"1000", "12,345", "33.3%", "2.3", "1,234.57", "*0.1235",
                                      "1,234,567.90", "1,234,567.895", "1,234,567.9"}));
  EXPECT_EQ(table.rows[0].note, "Reward them");
  EXPECT_EQ(table.rows[1].cells, (std::vector<std::string>{"2000", "0", "0.0%", "2.3", "1,234.57",
                                                           "-", "0.00", "0.00", "0"}));
}

TEST(ResultTable, RowsHaveEveryDigitOfWhatIsExact) {
  EXPECT_EQ(csv(two_rows()),
            "group,customers,share,recency,monetary,index,revenue,amount,items,advice\n"
            "1000,12345,0.333333,2.2500,1234.5678,0.123456789,1234567.895,1234567.895,1234567.895,"
            "Reward them\n"
            "2000,0,0.000000,2.2500,1234.5678,,0.00,0.00,0,\n");
}

TEST(ResultTable, JsonHasAnObjectPerRow) {
  const Json rows = json_rows(two_rows());
  EXPECT_EQ(rows[0].dump(),
            R"({"group":1000,"customers":12345,"share":0.3333333333333333,"recency":2.25,)"
            R"("monetary":1234.5678,"index":0.123456789,"revenue":1234567.895,)"
            R"("amount":1234567.895,"items":1234567.895,"advice":"Reward them"})");
  EXPECT_TRUE(rows[1]["index"].is_null());
  EXPECT_EQ(rows[1]["share"], 0.0);
}

TEST(ResultTable, AColumnIsWhereItIsSeen) {
  ResultTable table(1);
  const auto cell = [](std::size_t) { return true; };
  table.add({"people", "People", CellKind::text, kForPeople}, cell);
  table.add({"rows", "Rows", CellKind::text, kInRows}, cell);
  table.add({"json", "JSON", CellKind::text, kInJson}, cell);
  EXPECT_EQ(titles(people_table(table)), (std::vector<std::string>{"People"}));
  EXPECT_EQ(people_table(table).rows[0].cells, (std::vector<std::string>{"yes"}));
  EXPECT_EQ(csv(table), "rows\nyes\n");
  EXPECT_EQ(json_rows(table).dump(), R"([{"json":true}])");
  EXPECT_EQ(titles(people_table(table, {"json", "rows"})),
            (std::vector<std::string>{"JSON", "Rows"}));
}

TEST(ResultTable, FiveNumbersAreFiveColumnsAndAnObjectInJson) {
  ResultTable table(1);
  table.add({"spend", "Spend", CellKind::money_spread}, [](std::size_t) { return one_to_five(); });
  table.add({"items", "Items", CellKind::spread}, [](std::size_t) { return one_to_five(); });
  const Table shown = people_table(table);
  EXPECT_EQ(titles(shown), (std::vector<std::string>{"Spend: min", "25%", "Median", "75%", "Max",
                                                     "Items: min", "25%", "Median", "75%", "Max"}));
  EXPECT_EQ(shown.rows[0].cells,
            (std::vector<std::string>{"1,000.00", "2,000.00", "3,000.00", "4,000.00", "5,000.00",
                                      "1,000", "2,000", "3,000", "4,000", "5,000"}));
  EXPECT_EQ(csv(table),
            "spend_min,spend_lower_quartile,spend_median,spend_upper_quartile,spend_max,"
            "items_min,items_lower_quartile,items_median,items_upper_quartile,items_max\n"
            "1000,2000,3000,4000,5000,1000,2000,3000,4000,5000\n");
  EXPECT_EQ(json_rows(table)[0]["items"].dump(),
            R"({"min":1000,"lower_quartile":2000,"median":3000,"upper_quartile":4000,"max":5000})");
}

TEST(ResultTable, ARowOfSomeKeysLeavesTheOthersEmpty) {
  ResultTable table = two_rows();
  table.rows.push_back(table.row_of({{"customers", std::int64_t{7}}, {"revenue", Amount{}}}));
  table.rows.back().emphasised = true;
  const Table shown = people_table(table);
  EXPECT_EQ(shown.rows[2].cells,
            (std::vector<std::string>{"", "7", "", "", "", "-", "0.00", "", ""}));
  EXPECT_TRUE(shown.rows[2].emphasised);
}

TEST(ResultTable, PartsOfTheSameColumnsMakeOneFile) {
  const ResultTable part = two_rows();
  std::ostringstream out;
  const auto rows = make_row_writer(Format::csv, {}, out);
  begin_rows(part, *rows);
  add_rows(part, *rows);
  add_rows(part, *rows);
  rows->end();
  const std::string once = csv(part);
  EXPECT_EQ(out.str(), once + once.substr(once.find('\n') + 1));
}

}  // namespace
}  // namespace rfmseg
