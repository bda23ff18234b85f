#include "load/deciding_columns.hpp"

#include <gtest/gtest.h>

#include "load/column_evidence.hpp"

namespace rfmseg {
namespace {

using Positions = std::vector<int>;

Positions deciding(const std::vector<std::string>& header, const std::vector<Cells>& cells) {
  TransactionColumns columns;
  columns.position.fill(-1);
  return find_deciding_columns(header, {cells}, columns);
}

TEST(DecidingColumns, AreKnownByTheirNames) {
  const Cells two = {"a", "b"};
  EXPECT_EQ(deciding({"Order Status", "x", "event_type", "Void?"}, {two, two, two, two}),
            (Positions{0, 2, 3}));
  EXPECT_EQ(deciding({"Shipping State", "Product Type"}, {two, two}), Positions{});
  EXPECT_EQ(deciding({"State"}, {{"NY", "CA", ""}}), Positions{}) << "of the USA";
  EXPECT_EQ(deciding({"State"}, {{"NY", "paid"}}), Positions{0});
  EXPECT_EQ(deciding({"Payment type", "Sales channel", "Payment status"}, {two, two, two}),
            Positions{2});
  EXPECT_EQ(deciding({"État", "Stato", "Note"}, {two, two, {"Annulée", "x"}}),
            (Positions{0, 1, 2}));
  EXPECT_EQ(deciding({"Status"}, {{"paid", "paid"}}), Positions{}) << "one value decides nothing";
}

TEST(DecidingColumns, OrByTheirValues) {
  EXPECT_EQ(deciding({"Note"}, {{"Cancelled", "Cancelled"}}), Positions{0});
  EXPECT_EQ(deciding({"Note"}, {{"please do not cancel the other order of mine, thanks"}}),
            Positions{});
  Cells many;
  for (int i = 0; i < 20; ++i) many.push_back("refund " + std::to_string(i));
  EXPECT_EQ(deciding({"Note"}, {many}), Positions{0});
  many.emplace_back("refund 20");
  EXPECT_EQ(deciding({"Note"}, {many}), Positions{}) << "more than 20 values";
}

TEST(DecidingColumns, TotalsOfOrdersAreKnownByTwoOrders) {
  TransactionColumns columns;
  columns.position.fill(-1);
  columns.position[static_cast<std::size_t>(Field::order)] = 0;
  columns.position[static_cast<std::size_t>(Field::amount)] = 1;
  const auto repeats = [&](const Cells& orders, const Cells& amounts) {
    return repeats_order_totals({{orders, amounts}}, columns);
  };
  EXPECT_TRUE(repeats({"1", "1", "2", "2", "3"}, {"5", "5", "7", "7", "9"}));
  EXPECT_FALSE(repeats({"1", "1", "2"}, {"5", "5", "7"})) << "one order has several rows";
  EXPECT_FALSE(repeats({"1", "1", "2", "2"}, {"5", "5", "5", "5"})) << "one price";
  EXPECT_FALSE(repeats({"1", "1", "2", "2"}, {"5", "5", "7", "8"}));
  EXPECT_FALSE(repeats({"", "", "2", "2"}, {"5", "5", "7", "7"}));
}

}  // namespace
}  // namespace rfmseg
