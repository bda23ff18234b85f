#include "clean/judge.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <utility>
#include <vector>

#include "load/transaction.hpp"
#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::day;

RowReason judge(const Transaction& transaction, const CleaningRules& rules) {
  return Judge(rules)(transaction);
}

/// A transaction that every rule lets pass.
Transaction good() {
  Transaction transaction;
  transaction.order_id = "536365";
  transaction.customer_id = "17850";
  transaction.stock_code = "85123A";
  transaction.country = "United Kingdom";
  transaction.time = day("2011-06-15 12:00");
  transaction.quantity = {6, 0};
  transaction.price = {255, 2};
  transaction.amount = Amount::from({1530, 2});
  return transaction;
}

/// Rules that ask for everything there is.
CleaningRules strict() {
  CleaningRules rules;
  rules.excluded_stock_codes = {"POST", "M"};
  rules.from = day("2011-01-01");
  rules.until = day("2011-12-01");
  rules.as_of = day("2011-11-01");
  rules.countries = {"Germany", "United Kingdom"};
  return rules;
}

using Spoil = std::function<void(Transaction&)>;

/// Ways to fall under a rule, in the order of the rules.
const std::vector<std::pair<RowReason, Spoil>>& spoils() {
  static const std::vector<std::pair<RowReason, Spoil>> all = {
      {RowReason::missing_customer, [](Transaction& t) { t.customer_id = ""; }},
      {RowReason::adjustment,
       [](Transaction& t) {
         t.mark = OrderMark::adjustment;
         t.amount = {};
       }},
      {RowReason::cancellation,
       [](Transaction& t) {
         t.mark = OrderMark::cancellation;
         t.amount = {};
       }},
      {RowReason::returned,
       [](Transaction& t) {
         t.quantity = {-6, 0};
         t.amount = Amount::from({-1530, 2});
       }},
      {RowReason::non_positive_quantity,
       [](Transaction& t) {
         t.quantity = {0, 0};
         t.amount = {};
       }},
      {RowReason::non_positive_price,
       [](Transaction& t) {
         t.price = {0, 0};
         t.amount = {};
       }},
      {RowReason::excluded_stock_code, [](Transaction& t) { t.stock_code = "POST"; }},
      {RowReason::outside_dates, [](Transaction& t) { t.time = day("2011-12-24"); }},
      {RowReason::after_as_of, [](Transaction& t) { t.time = day("2011-11-02"); }},
      {RowReason::other_country, [](Transaction& t) { t.country = "France"; }},
  };
  return all;
}

TEST(Judge, KeepsWhatNoRuleDrops) {
  EXPECT_EQ(judge(good(), {}), RowReason::kept);
  EXPECT_EQ(judge(good(), strict()), RowReason::kept);
}

TEST(Judge, EveryRuleDropsWhatItNames) {
  for (const auto& [reason, spoil] : spoils()) {
    Transaction transaction = good();
    spoil(transaction);
    EXPECT_EQ(judge(transaction, strict()), reason) << reason_name(reason);
  }
}

TEST(Judge, TheFirstOfTwoRulesIsTheReason) {
  for (std::size_t first = 0; first < spoils().size(); ++first) {
    for (std::size_t second = first + 1; second < spoils().size(); ++second) {
      Transaction transaction = good();
      spoils()[second].second(transaction);
      spoils()[first].second(transaction);  // last, for the two that spoil the same field
      EXPECT_EQ(judge(transaction, strict()), spoils()[first].first)
          << reason_name(spoils()[first].first) << " and " << reason_name(spoils()[second].first);
    }
  }
}

TEST(Judge, OptionalRulesAreOffByDefault) {
  Transaction transaction = good();
  transaction.stock_code = "POST";
  transaction.country = "";
  transaction.time = day("9999-01-01");
  EXPECT_EQ(judge(transaction, {}), RowReason::kept);
}

TEST(Judge, ZeroIsNotPositive) {
  Transaction transaction = good();
  transaction.quantity = {0, 0};
  EXPECT_EQ(judge(transaction, {}), RowReason::non_positive_quantity);
  transaction = good();
  transaction.price = {-1, 2};
  EXPECT_EQ(judge(transaction, {}), RowReason::non_positive_price);
}

TEST(Judge, ANegativeAmountIsAReturnWhateverTheOrderId) {
  for (const char* id : {"1002", "CA-2016-1", "C536379", ""}) {
    Transaction transaction = good();
    transaction.order_id = id;
    transaction.quantity = {-1, 0};
    transaction.amount = Amount::from_integer(-50);
    EXPECT_EQ(judge(transaction, {}), RowReason::returned) << id;
    CleaningRules net;
    net.net_returns = true;
    EXPECT_EQ(judge(transaction, net), RowReason::subtracted_return) << id;
  }
}

TEST(Judge, LettersMeanNothingUnlessALayoutMarksTheRow) {
  for (const char* id : {"C536379", "A563185", "CA-2016-1", "AHBLKQPMO", "A1001"}) {
    Transaction transaction = good();
    transaction.order_id = id;
    EXPECT_EQ(judge(transaction, {}), RowReason::kept) << id;
    transaction.price = {0, 0};
    transaction.amount = {};
    EXPECT_EQ(judge(transaction, {}), RowReason::non_positive_price) << id;
    transaction.mark = OrderMark::cancellation;
    EXPECT_EQ(judge(transaction, {}), RowReason::cancellation) << id;
  }
}

TEST(Judge, CancellationsMayBeNamed) {
  CleaningRules rules;
  rules.cancellations = "ret-*";
  Transaction transaction = good();
  transaction.order_id = "RET-17";
  EXPECT_EQ(judge(transaction, rules), RowReason::cancellation);
  rules.cancellations = "";
  EXPECT_EQ(judge(transaction, rules), RowReason::kept);
  Transaction marked = good();
  marked.mark = OrderMark::cancellation;
  marked.quantity = {-1, 0};
  marked.amount = Amount::from_integer(-1);
  EXPECT_EQ(judge(marked, rules), RowReason::returned) << "no order id is a cancellation";
}

/// A cancellation that takes 15.30 back.
Transaction cancelled() {
  Transaction transaction = good();
  transaction.mark = OrderMark::cancellation;
  transaction.quantity = {-6, 0};
  transaction.amount = Amount::from({-1530, 2});
  return transaction;
}

TEST(Judge, NettedCancellationsAreSubtracted) {
  EXPECT_EQ(judge(cancelled(), {}), RowReason::cancellation);
  CleaningRules net;
  net.net_returns = true;
  EXPECT_EQ(judge(cancelled(), net), RowReason::subtracted);
  EXPECT_EQ(judge(good(), net), RowReason::kept);
  Transaction of_nothing = cancelled();
  of_nothing.amount = {};
  EXPECT_EQ(judge(of_nothing, net), RowReason::cancellation);
}

TEST(Judge, WhatDropsARowDropsANettedCancellation) {
  CleaningRules rules = strict();
  rules.net_returns = true;
  EXPECT_EQ(judge(cancelled(), rules), RowReason::subtracted);
  for (const auto& [reason, spoil] : spoils()) {
    if (reason == RowReason::adjustment || reason == RowReason::cancellation ||
        reason == RowReason::returned || reason == RowReason::non_positive_quantity ||
        reason == RowReason::non_positive_price) {
      continue;  // these make it another row
    }
    Transaction transaction = cancelled();
    spoil(transaction);
    EXPECT_EQ(judge(transaction, rules), reason) << reason_name(reason);
  }
}

TEST(Judge, TheWindowTakesItsBeginningAndNotItsEnd) {
  CleaningRules rules;
  rules.from = day("2011-01-01");
  rules.until = day("2011-02-01");
  Transaction transaction = good();
  for (const auto& [time, reason] : {std::pair{"2010-12-31 23:59:59", RowReason::outside_dates},
                                     {"2011-01-01", RowReason::kept},
                                     {"2011-01-31 23:59:59", RowReason::kept},
                                     {"2011-02-01", RowReason::outside_dates}}) {
    transaction.time = day(time);
    EXPECT_EQ(judge(transaction, rules), reason) << time;
  }
}

TEST(Judge, ATransactionAtTheAsOfDateIsKept) {
  CleaningRules rules;
  rules.as_of = day("2011-06-15 12:00");
  EXPECT_EQ(judge(good(), rules), RowReason::kept);
  rules.as_of = day("2011-06-15 11:59:59");
  EXPECT_EQ(judge(good(), rules), RowReason::after_as_of);
}

TEST(Judge, CaseOfCountriesAndStockCodesDoesNotMatter) {
  CleaningRules rules;
  rules.countries = {"united kingdom"};
  EXPECT_EQ(judge(good(), rules), RowReason::kept);
  rules.excluded_stock_codes = {"85123a"};
  EXPECT_EQ(judge(good(), rules), RowReason::excluded_stock_code);
  rules.excluded_stock_codes = {"85123", "85123ab", ""};
  EXPECT_EQ(judge(good(), rules), RowReason::kept);
}

TEST(Judge, AnAmountOfZeroIsAPurchaseIfItIsToBe) {
  Transaction free = good();
  free.price = {0, 0};
  free.amount = {};
  EXPECT_EQ(judge(free, {}), RowReason::non_positive_price);
  CleaningRules rules;
  rules.keep_zero_amounts = true;
  EXPECT_EQ(judge(free, rules), RowReason::kept);
  free.quantity = {0, 0};
  EXPECT_EQ(judge(free, rules), RowReason::non_positive_quantity);
}

}  // namespace
}  // namespace rfmseg
