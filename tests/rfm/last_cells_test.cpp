#include "rfm/last_cells.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::day;

struct ContactRow {
  std::string customer, order;
  std::string time;
  std::string email, name;
};

void add_row(const ContactRow& row, LastCells& cells) {
  Transaction transaction;
  transaction.customer_id = row.customer;
  transaction.order_id = row.order;
  transaction.time = day(row.time);
  const std::array<std::string_view, 2> texts = {row.email, row.name};
  cells.add(transaction, texts);
}

using CellTexts = TextColumn;

/// What is left of the rows in any order, and however they are shared out.
void expect_last(const std::vector<ContactRow>& rows, const CellTexts& emails,
                 const CellTexts& names) {
  IdColumn ids;
  for (const char* const id : {"a", "b"}) ids.push_back(id);
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  do {
    for (std::size_t first = 0; first <= rows.size(); ++first) {
      LastCells cells(2);
      LastCells others(2);
      for (std::size_t i = 0; i < rows.size(); ++i) {
        add_row(rows[order[i]], i < first ? cells : others);
      }
      cells.merge(others);
      EXPECT_EQ(cells.column(0, ids), emails);
      EXPECT_EQ(cells.column(1, ids), names);
    }
  } while (std::ranges::next_permutation(order).found);
}

TEST(LastCells, AreThoseOfTheLastRow) {
  expect_last({{"a", "1", "2011-01-01", "old@a", "A"},
               {"a", "2", "2011-01-02", "new@a", "B"},
               {"b", "3", "2011-01-01", "only@b", "C"}},
              {"new@a", "only@b"}, {"B", "C"});
}

TEST(LastCells, AreThoseOfOneRowWithAValueInTheFirstColumn) {
  expect_last({{"a", "1", "2011-01-01", "old@a", "A"}, {"a", "2", "2011-01-02", "", "B"}},
              {"old@a", ""}, {"A", ""});
  expect_last({{"a", "1", "2011-01-01", "old@a", "A"}, {"a", "2", "2011-01-02", "new@a", ""}},
              {"new@a", ""}, {"", ""});
}

TEST(LastCells, WithoutAValueInTheFirstColumnAreThoseOfTheLastRowWithAny) {
  expect_last({{"a", "1", "2011-01-01", "", "A"},
               {"a", "2", "2011-01-02", "", "B"},
               {"a", "3", "2011-01-03", "", ""}},
              {"", ""}, {"B", ""});
}

TEST(LastCells, OfOneTimeAreThoseOfTheLastOrder) {
  expect_last({{"a", "9", "2011-01-01", "nine@a", ""}, {"a", "10", "2011-01-01", "ten@a", ""}},
              {"ten@a", ""}, {"", ""});
  expect_last({{"a", "99", "2011-01-01", "number@a", ""}, {"a", "A1", "2011-01-01", "word@a", ""}},
              {"word@a", ""}, {"", ""});
  expect_last({{"a", "B2", "2011-01-01", "b@a", ""}, {"a", "B10", "2011-01-01", "a@a", ""}},
              {"b@a", ""}, {"", ""});
  expect_last({{"a", "07", "2011-01-01", "z@a", ""}, {"a", "7", "2011-01-01", "y@a", ""}},
              {"y@a", ""}, {"", ""});
}

// 2 < 10 as numbers, 10 < 1a < 2 by bytes: that would be a circle.
TEST(LastCells, NumbersComeBeforeOtherOrders) {
  expect_last({{"a", "2", "2011-01-01", "two@a", ""},
               {"a", "10", "2011-01-01", "ten@a", ""},
               {"a", "1a", "2011-01-01", "one@a", ""}},
              {"one@a", ""}, {"", ""});
}

TEST(LastCells, OfOneOrderAreTheLeastOfOneRow) {
  expect_last({{"a", "1", "2011-01-01", "y@a", "Y"}, {"a", "1", "2011-01-01", "x@a", "Z"}},
              {"x@a", ""}, {"Z", ""});
  expect_last({{"a", "1", "2011-01-01", "x@a", "Y"}, {"a", "1", "2011-01-01", "x@a", "Z"}},
              {"x@a", ""}, {"Y", ""});
}

// Exports such as Shopify's have what is true of an order in its first row only.
TEST(LastCells, OfOneOrderAreThoseOfTheRowWithTheMostValues) {
  expect_last({{"a", "1", "2011-01-01", "x@a", ""}, {"a", "1", "2011-01-01", "y@a", "Y"}},
              {"y@a", ""}, {"Y", ""});
}

}  // namespace
}  // namespace rfmseg
