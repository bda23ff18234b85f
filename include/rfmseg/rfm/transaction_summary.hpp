#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/clean/source_file.hpp"
#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/message.hpp"

namespace rfmseg {

/// What customers did in one month.
struct MonthActivity {
  std::chrono::year_month month{};
  Amount revenue;                     ///< of those who are customers, less their returns then
  std::int64_t active_customers = 0;  ///< who bought
};

/// What subtracting cancellations did to the customers who have bought.
struct ReturnsEffect {
  /// A customer whom it cost much.
  struct Fall {
    std::string customer_id;
    Amount gross, net;
  };

  std::int64_t customers = 0;  ///< who have bought
  std::int64_t returning = 0;  ///< of these, who have cancelled something
  Amount gross;                ///< what they all bought
  Ledger::Entry subtracted;    ///< their cancellations

  std::int64_t dropped = 0;  ///< of these customers, those with nothing left
  Ledger::Entry dropped_sales, dropped_returns;
  Ledger::Entry
      without_purchase;     ///< cancellations by those who have bought nothing: they change nothing
  Ledger::Entry unmatched;  ///< of those subtracted: for a product not bought before

  std::vector<Fall> largest;  ///< the largest falls, at most five, largest first (ties by id)

  /// What all of them bought, less what they cancelled.
  [[nodiscard]] Amount net() const { return gross + subtracted.amount; }
};

/// One order of a customer in brief: a purchase, or a cancellation that is subtracted.
struct CustomerOrder {
  std::string id;    ///< empty for rows without an order id
  Timestamp time{};  ///< of its first row
  std::int64_t lines = 0;
  Amount items;
  Amount amount;
};

/// What happened to the rows of one customer.
struct CustomerHistory {
  std::vector<CustomerOrder> orders;  ///< by time, then by id; rows without an id are one each
  Ledger ledger;                      ///< of the customer's rows that can be read
};

/// The transactions a customer table was made from.
struct TransactionSummary {
  std::vector<SourceFile> files;
  Ledger ledger;
  std::vector<Message> first_errors;  ///< see CleaningRun
  Timestamp first_purchase{}, last_purchase{};
  Timestamp as_of{};
  std::uint64_t orders = 0;
  std::vector<MonthActivity> months{};     ///< in order and without gaps, where they were asked for
  std::optional<ReturnsEffect> returns;    ///< where cancellations are subtracted
  std::optional<CustomerHistory> history;  ///< where it was asked for
};

}  // namespace rfmseg
