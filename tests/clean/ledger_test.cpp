#include "rfmseg/clean/ledger.hpp"

#include <gtest/gtest.h>

#include <set>

namespace rfmseg {
namespace {

TEST(Ledger, AddsUpRowsAndMoney) {
  Ledger ledger;
  ledger.add(Fate::kept, Amount::from({1530, 2}));
  ledger.add(Fate::kept, Amount::from({1, 3}));
  ledger.add(Fate::cancellation, Amount::from({-5, 0}));
  EXPECT_EQ(ledger[Fate::kept].rows, 2U);
  EXPECT_EQ(to_string(ledger[Fate::kept].amount), "15.301");
  EXPECT_EQ(ledger[Fate::duplicate].rows, 0U);
  EXPECT_EQ(ledger.total().rows, 3U);
  EXPECT_EQ(to_string(ledger.total().amount), "10.301");
}

TEST(Ledger, Merges) {
  Ledger a;
  Ledger b;
  a.add(Fate::malformed, {});
  a.add(Fate::kept, Amount::from_integer(1));
  b.add(Fate::unreadable, Amount::from_integer(2));
  b.add(Fate::kept, Amount::from_integer(3));
  a.merge(b);
  EXPECT_EQ(a[Fate::kept].rows, 2U);
  EXPECT_EQ(a[Fate::kept].amount, Amount::from_integer(4));
  EXPECT_EQ(a.bad_rows(), 2U);
  EXPECT_EQ(a.total().amount, Amount::from_integer(6));
}

TEST(Ledger, MovesRowsAndTheirMoney) {
  Ledger ledger;
  ledger.add(Fate::kept, Amount::from_integer(5));
  ledger.add(Fate::kept, Amount::from_integer(2));
  ledger.move(Fate::kept, Fate::no_net_spend, {1, Amount::from_integer(2)});
  EXPECT_EQ(ledger[Fate::kept], (Ledger::Entry{1, Amount::from_integer(5)}));
  EXPECT_EQ(ledger[Fate::no_net_spend], (Ledger::Entry{1, Amount::from_integer(2)}));
  EXPECT_EQ(ledger.total(), (Ledger::Entry{2, Amount::from_integer(7)}));
}

TEST(Ledger, EveryFateHasItsNames) {
  std::set<std::string_view> names;
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < kFateCount; ++i) {
    names.insert(fate_name(static_cast<Fate>(i)));
    keys.insert(fate_key(static_cast<Fate>(i)));
  }
  EXPECT_EQ(names.size(), kFateCount);
  EXPECT_EQ(keys.size(), kFateCount);
  EXPECT_EQ(names.count(""), 0U);
  EXPECT_EQ(fate_name(Fate::duplicate), "exact duplicate row");
  EXPECT_EQ(fate_key(Fate::missing_customer), "missing_customer_id");
}

}  // namespace
}  // namespace rfmseg
