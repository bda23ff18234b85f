#include "rfm/carried_columns.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "cluster/customers.hpp"
#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using Cells = TextColumn;
using Scored = std::vector<std::uint8_t>;

CustomerTable with_scores(const Cells& recency) {
  CustomerTable table = test::customers({{3, 2, "10.5"}, {40, 1, "2"}});
  table.carried = {{"r_score", recency}, {"f_score", {"4", "1"}}, {"m_score", {"100", "2"}}};
  return table;
}

TEST(CarriedColumns, AreFoundByName) {
  const CustomerTable table = with_scores({"5", "1"});
  ASSERT_NE(carried_column(table, CustomerColumn::f_score), nullptr);
  EXPECT_EQ((*carried_column(table, CustomerColumn::f_score))[0], "4");
  EXPECT_EQ(carried_column(table, CustomerColumn::segment), nullptr);
}

TEST(CarriedColumns, ScoresAreThoseOfTheFile) {
  const auto scores = carried_scores(with_scores({"5", "1"}));
  ASSERT_TRUE(scores);
  EXPECT_EQ(scores->recency.score, (Scored{5, 1}));
  EXPECT_EQ(scores->frequency.score, (Scored{4, 1}));
  EXPECT_EQ(scores->monetary.score, (Scored{100, 2}));
}

TEST(CarriedColumns, ScoresAreAllThreeOrNone) {
  CustomerTable table = with_scores({"5", "1"});
  table.carried.pop_back();
  EXPECT_FALSE(carried_scores(table));
}

TEST(CarriedColumns, AScoreIsFrom1To100) {
  for (const std::string cell : {"0", "101", "", "x"}) {
    EXPECT_EQ(test::thrown<DataError>([&] {
                (void)carried_scores(with_scores({"5", cell}));
              }),
              "customer '2': r_score '" + cell + "' is not a score from 1 to 100");
  }
}

}  // namespace
}  // namespace rfmseg
