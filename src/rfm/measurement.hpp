#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "load/transaction.hpp"
#include "rfm/customer_aggregator.hpp"
#include "rfm/dropped_returns.hpp"
#include "rfm/history_collector.hpp"
#include "rfm/last_cells.hpp"
#include "rfm/purchase_collector.hpp"
#include "rfm/return_matcher.hpp"
#include "rfmseg/rfm/measure.hpp"

namespace rfmseg {

/// Measures customers from judged transactions, of files or of a store.
class Measurement {
 public:
  explicit Measurement(const MeasureOptions& options);

  /// `repeated`: for a dropped row, whether it is a duplicate that is to be dropped.
  void add(RowReason reason, const Transaction& transaction, bool repeated = false) {
    if (reason == RowReason::kept) {
      aggregator_.add(transaction);
      if (matcher_) matcher_->add_sale(transaction);
    } else if (is_subtracted(reason)) {
      aggregator_.add_return(transaction, reason);
      if (matcher_) matcher_->add_return(transaction);
    } else if (dropped_returns_ && is_return(reason) && !repeated) {
      if (dropped_returns_->add(transaction) && purchases_) {
        purchases_->add_dropped_return(transaction);
      }
    }
    if (history_) history_->add(transaction, reason);
    if (purchases_ && !is_dropped(reason)) purchases_->add(transaction, reason);
  }
  /// The cells of a kept row in the carried columns, of which there are some.
  void add_carried(const Transaction& transaction, std::span<const std::string_view> cells) {
    last_cells_->add(transaction, cells);
  }
  [[nodiscard]] bool carries() const { return last_cells_.has_value(); }
  /// Whether rows with this reason are dropped, but would be subtracted with net_returns.
  static bool is_return(RowReason reason) {
    return reason == RowReason::cancellation || reason == RowReason::returned;
  }
  /// Whether it matters that dropped returns may be repeated.
  static bool sees_returns(const MeasureOptions& options) {
    return options.measure_dropped_returns || (options.keep_purchases && options.detail_purchases);
  }
  /// Adds everything that `other`, which has the same options, has counted.
  void merge(Measurement&& other);

  /// The customers of all added rows. `reading` has the ledger, the files and their errors; the
  /// other members are set here. `source` is the name of the files in messages. Throws DataError if
  /// no customers remain.
  [[nodiscard]] Customers finish(TransactionSummary reading, const std::string& source);

 private:
  /// Empty unless returns are subtracted.
  [[nodiscard]] std::optional<ReturnsEffect> returns_effect();

  std::optional<Timestamp> as_of_;
  unsigned threads_;  ///< of merge() and finish()
  CustomerAggregator aggregator_;
  std::optional<ReturnMatcher> matcher_;
  std::optional<DroppedReturnSums> dropped_returns_;
  std::optional<HistoryCollector> history_;
  std::optional<PurchaseCollector> purchases_;
  std::vector<std::string> carried_;  ///< LoadOptions::carried_columns
  std::optional<LastCells> last_cells_;
};

}  // namespace rfmseg
