#pragma once

#include <optional>
#include <string>

#include "rfm/return_matcher.hpp"
#include "rfmseg/rfm/customer_aggregator.hpp"
#include "rfmseg/rfm/measure.hpp"

namespace rfmseg {

/// Measures customers by transactions that have been judged, wherever these come from.
class Measurement {
 public:
  explicit Measurement(const MeasureOptions& options);

  void add(RowReason reason, const Transaction& transaction);
  /// Takes over all that `other`, of the same options, has seen.
  void merge(Measurement&& other);

  /// The customers of all that was added. `reading` has the ledger, the files and their errors, and
  /// gets the rest; `source` is what messages call the files. Throws DataError when nobody is left.
  [[nodiscard]] Customers finish(TransactionSummary reading, const std::string& source);

 private:
  /// Nothing unless returns are subtracted.
  [[nodiscard]] std::optional<ReturnsEffect> returns_effect() const;

  std::optional<Timestamp> as_of_;
  CustomerAggregator aggregator_;
  std::optional<ReturnMatcher> matcher_;
  std::optional<CustomerHistory> history_;
};

}  // namespace rfmseg
