#pragma once

/// \file
/// What repeat-buying models know of each customer: how often and how recently the customer came
/// back, and how long the customer was observed.
///
///     rfmseg::Customers customers = rfmseg::measure_customers(files, {.keep_purchases = true});
///     const rfmseg::PurchaseHistories histories =
///         rfmseg::purchase_histories(customers, {.unit = rfmseg::TimeUnit::week});
///     std::cout << histories.distinct.size() << " histories\n";

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "rfmseg/rfm/measure.hpp"

namespace rfmseg {

/// The unit in which models measure time. It does not change what they predict, only the numbers
/// of their parameters.
enum class TimeUnit { day, week, month, year };

/// `day`, `week`, `month` or `year`.
[[nodiscard]] std::string_view to_string(TimeUnit unit);
/// The days of the unit; a year has 365.2425, a month a twelfth of it.
[[nodiscard]] double days_in(TimeUnit unit);

/// A customer's history since the first purchase, in the notation of the literature (x, t_x, T).
/// The default is that of a customer who has just bought for the first time.
struct PurchaseHistory {
  std::int64_t repeats = 0;  ///< x: purchases after the first, at most one a day
  double last = 0;           ///< t_x: time from the first purchase to the last one
  double observed = 0;       ///< T: time from the first purchase to the end
  friend auto operator<=>(const PurchaseHistory&, const PurchaseHistory&) = default;
};

/// What customers did after the time that models are fitted to.
struct Holdout {
  double length = 0;                    ///< of the holdout
  std::vector<std::int64_t> purchases;  ///< days with a purchase, parallel to the customers
  std::vector<double> spend;            ///< their amounts, parallel to the customers
};

/// The histories of customers; equal ones once, with their number.
struct PurchaseHistories {
  /// PurchaseHistories::of of a customer whose first purchase is in the holdout.
  static constexpr std::int32_t kNone = -1;

  TimeUnit unit = TimeUnit::week;  ///< of all times
  std::vector<PurchaseHistory> distinct;
  std::vector<std::int64_t> weight;  ///< customers with each history, parallel to `distinct`
  std::vector<std::int32_t> of;      ///< index into `distinct`, parallel to the customers
  /// Of the repeat purchases, or of all: see `of_table`; 0 if there are none; likewise.
  std::vector<double> mean_spend;
  std::chrono::local_days begin{};      ///< the day of the first purchase of all
  std::chrono::local_days end{};        ///< the last day of the histories
  std::optional<Holdout> holdout = {};  ///< if HistoryOptions::calibration_end is given
  /// Whether histories are those of a customer table, whose purchases are not known one by one.
  bool of_table = false;

  // Empty without purchases, of a customer table or if histories were grouped:

  /// Repeat purchases of customers with a history, by days since `begin`; those of the holdout,
  /// too.
  std::vector<std::int64_t> repeats_on = {};
  /// Repeat purchases until `end`, by days since the purchase before.
  std::vector<std::int64_t> gaps = {};

  /// The number of purchases of which mean_spend is the mean, of customers with this history.
  [[nodiscard]] std::int64_t spend_count(const PurchaseHistory& history) const {
    return history.repeats + (of_table ? 1 : 0);
  }
  /// The number of customers who have a history.
  [[nodiscard]] std::int64_t customers() const;
  /// The least number of days after a purchase in which this share (in 0..1) of all repeat
  /// purchases until `end` came; nothing without repeat purchases.
  [[nodiscard]] std::optional<std::int64_t> days_until_return(double share) const;
};

/// How histories are made of purchase days.
struct HistoryOptions {
  TimeUnit unit = TimeUnit::week;
  /// The last day of the histories; later purchases are the holdout. Default: the last day before
  /// the as-of date, without a holdout.
  std::optional<std::chrono::local_days> calibration_end = std::nullopt;
};

/// The histories of the customers, parallel to their table. A purchase is a day with at least one
/// order that counts, with the sum of that day's sales as its amount; returns are not subtracted
/// from it, but an order that was refunded is none. The holdout ends on the last day before the
/// as-of date of the table (or of its last purchase, if that is later). Without
/// Customers::purchases, table_histories() are made of the table. Throws DataError if that is not
/// possible; UsageError if no customer has bought by `calibration_end`, if it leaves no holdout, or
/// if there are no purchases.
[[nodiscard]] PurchaseHistories purchase_histories(const Customers& customers,
                                                   const HistoryOptions& options = {});

/// The same of the purchases that a table counts, such as that of PurchaseReplay.
[[nodiscard]] PurchaseHistories purchase_histories(const PurchaseLog& all_purchases,
                                                   const CustomerTable& table,
                                                   const HistoryOptions& options = {});

/// The histories of a customer table. A purchase is what its frequency counts, but those on one day
/// are one if the customer has bought on no other day. The spend of a purchase is monetary divided
/// by the purchases, of which the first is one; it is not known if monetary is not positive. Throws
/// DataError if the table has no dates or no single as-of date, and for a customer with a frequency
/// of 0, or of 1 and purchases on two days.
[[nodiscard]] PurchaseHistories table_histories(const CustomerTable& table,
                                                TimeUnit unit = TimeUnit::week);

/// Groups histories of customers; `mean_spend` is parallel to them, or empty if it is not known.
/// Throws DataError for a history that cannot be: negative or unordered times, or repeat purchases
/// without time.
[[nodiscard]] PurchaseHistories group_histories(const std::vector<PurchaseHistory>& histories,
                                                TimeUnit unit = TimeUnit::week,
                                                std::vector<double> mean_spend = {});

}  // namespace rfmseg
