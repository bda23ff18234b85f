#include "rfmseg/clean/ledger.hpp"

#include <gtest/gtest.h>

#include <set>

namespace rfmseg {
namespace {

TEST(Ledger, AddsUpRowsAndMoney) {
  Ledger ledger;
  ledger.add(RowReason::kept, Amount::from({1530, 2}));
  ledger.add(RowReason::kept, Amount::from({1, 3}));
  ledger.add(RowReason::cancellation, Amount::from({-5, 0}));
  EXPECT_EQ(ledger[RowReason::kept].rows, 2U);
  EXPECT_EQ(to_string(ledger[RowReason::kept].amount), "15.301");
  EXPECT_EQ(ledger[RowReason::duplicate].rows, 0U);
  EXPECT_EQ(ledger.total().rows, 3U);
  EXPECT_EQ(to_string(ledger.total().amount), "10.301");
}

TEST(Ledger, Merges) {
  Ledger a;
  Ledger b;
  a.add(RowReason::malformed, {});
  a.add(RowReason::kept, Amount::from_integer(1));
  b.add(RowReason::unreadable, Amount::from_integer(2));
  b.add(RowReason::kept, Amount::from_integer(3));
  a.merge(b);
  EXPECT_EQ(a[RowReason::kept].rows, 2U);
  EXPECT_EQ(a[RowReason::kept].amount, Amount::from_integer(4));
  EXPECT_EQ(a.bad_rows(), 2U);
  EXPECT_EQ(a.total().amount, Amount::from_integer(6));
}

TEST(Ledger, MovesRowsAndTheirMoney) {
  Ledger ledger;
  ledger.add(RowReason::kept, Amount::from_integer(5));
  ledger.add(RowReason::kept, Amount::from_integer(2));
  ledger.move(RowReason::kept, RowReason::no_net_spend, {1, Amount::from_integer(2)});
  EXPECT_EQ(ledger[RowReason::kept], (Ledger::Entry{1, Amount::from_integer(5)}));
  EXPECT_EQ(ledger[RowReason::no_net_spend], (Ledger::Entry{1, Amount::from_integer(2)}));
  EXPECT_EQ(ledger.total(), (Ledger::Entry{2, Amount::from_integer(7)}));
}

TEST(Ledger, EveryFateHasItsNames) {
  std::set<std::string_view> names;
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < kRowReasonCount; ++i) {
    names.insert(reason_name(static_cast<RowReason>(i)));
    keys.insert(reason_key(static_cast<RowReason>(i)));
  }
  EXPECT_EQ(names.size(), kRowReasonCount);
  EXPECT_EQ(keys.size(), kRowReasonCount);
  EXPECT_EQ(names.count(""), 0U);
  EXPECT_EQ(reason_name(RowReason::duplicate), "exact duplicate row");
  EXPECT_EQ(reason_key(RowReason::missing_customer), "missing_customer_id");
}

}  // namespace
}  // namespace rfmseg
