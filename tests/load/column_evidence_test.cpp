#include "load/column_evidence.hpp"

#include <gtest/gtest.h>

namespace rfmseg {
namespace {

TEST(ColumnEvidence, DatesAreKnownByNearlyAllCells) {
  EXPECT_TRUE(are_dates({"2024-01-05", "2024-02-01 10:00", "NULL", ""}));
  EXPECT_TRUE(are_dates({"05/01/2024", "13/01/2024"}));
  EXPECT_FALSE(are_dates({"2024-01-05", "soon"}));
  EXPECT_FALSE(are_dates({"1323273120", "1323273121"})) << "plain numbers rarely are dates";
  EXPECT_FALSE(are_dates({"", "nan"}));
}

TEST(ColumnEvidence, AmountsHaveDecimalsACurrencyOrAMinus) {
  EXPECT_TRUE(are_amounts({"12", "2.55"}));
  EXPECT_TRUE(are_amounts({"$12", ""}));
  EXPECT_TRUE(are_amounts({"1.234,50", "-3"}));
  EXPECT_FALSE(are_amounts({"17850.0", "13047.0"})) << "ids that a spreadsheet wrote";
  EXPECT_FALSE(are_amounts({"12", "13"}));
  EXPECT_TRUE(are_numbers({"12", "13"}));
  EXPECT_FALSE(are_numbers({"A12", "13"}));
  EXPECT_TRUE(are_numbers({"1", "2", "3", "4", "5", "6", "7", "8", "9", "A12"})) << "nine of ten";
  EXPECT_FALSE(are_numbers({"1", "2", "3", "4", "5", "6", "7", "8", "A12"}));
}

TEST(ColumnEvidence, IdsThatDifferInTheSameRowsAgree) {
  EXPECT_TRUE(same_groups({"1", "2", "1"}, {"a@x.org", "b@x.org", "A@x.org"}));
  EXPECT_FALSE(same_groups({"0", "0"}, {"a@x.org", "b@x.org"}));
  EXPECT_FALSE(same_groups({"1", "2"}, {"a", "a"}));
  EXPECT_TRUE(same_groups({}, {}));
}

TEST(ColumnEvidence, AmountsAgreeAsNumbersAndTimesWithTheirDays) {
  EXPECT_TRUE(same_values({"2.50", "3"}, {"2.5", "3.00"}));
  EXPECT_FALSE(same_values({"2.50"}, {"2.51"}));
  EXPECT_TRUE(same_days({"2024-01-05 10:15"}, {"2024-01-05"}));
  EXPECT_FALSE(same_days({"2024-01-05 10:15"}, {"2024-01-06"}));
  EXPECT_FALSE(same_days({"2024-01-05"}, {""}));
}

TEST(ColumnEvidence, ACustomerComesBackAnOrderDoesNot) {
  EXPECT_EQ(count_with_several({"1", "1", "2"}, {"2024-01-05", "2024-02-01", "2024-01-05"}), 2U);
  EXPECT_EQ(count_with_several({"1", "1", "2"}, {"2024-01-05", "2024-01-05", "2024-01-06"}), 0U);
}

TEST(ColumnEvidence, MessagesShowThreeDifferentValues) {
  EXPECT_EQ(first_values({"a", "a", "b", "", "c"}), "'a', 'b', ''");
}

}  // namespace
}  // namespace rfmseg
