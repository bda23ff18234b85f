#pragma once

/// \file
/// The customers at one time, for compare().
///
///     rfmseg::InputFiles files({"segments.csv"});
///     rfmseg::CustomerTable table = rfmseg::read_customer_files(files);
///     const rfmseg::Snapshot snapshot = rfmseg::take_snapshot("segments.csv", std::move(table));

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/rfm/columns.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/name_column.hpp"
#include "rfmseg/segment/segmentation.hpp"
#include "rfmseg/store/run.hpp"
#include "rfmseg/store/store.hpp"

namespace rfmseg {

/// A customer at one time.
struct SnapshotCustomer {
  std::string id;
  std::string segment;
  std::string rfm_score;     ///< empty if not known
  std::int64_t recency = 0;  ///< days
  std::int64_t frequency = 0;
  Amount monetary;
};

/// The customers of a Snapshot, each once, in any order. Stored by column; columns are parallel.
struct SnapshotCustomers {
  IdColumn ids;
  NameColumn segments;
  NameColumn rfm_scores;  ///< empty texts if not known
  IntegerColumn recency;
  IntegerColumn frequency;
  AmountColumn monetary;

  SnapshotCustomers() = default;
  SnapshotCustomers(std::initializer_list<SnapshotCustomer> customers) {
    for (const SnapshotCustomer& customer : customers) push_back(customer);
  }

  void push_back(const SnapshotCustomer& customer);
  [[nodiscard]] std::size_t size() const { return ids.size(); }
  /// A copy of row `index`.
  [[nodiscard]] SnapshotCustomer operator[](std::size_t index) const;
};

/// All customers at one time.
struct Snapshot {
  std::string name;   ///< for messages and reports: a file, a run, a date
  std::string as_of;  ///< as-of date; empty if not known
  SnapshotCustomers customers;
  std::string currency{};  ///< of monetary values; empty if not known
};

/// The snapshot of segmented customers.
[[nodiscard]] Snapshot take_snapshot(const std::string& name, CustomerTable table,
                                     const Segmentation& segmentation);

/// The snapshot of customer files, with the segments and scores in their columns. Throws DataError
/// if there is no segment column; `name` is the file in its message.
[[nodiscard]] Snapshot take_snapshot(const std::string& name, CustomerTable table);

/// The snapshot of a recorded run, called `run 7`. Calls `customers` once with a function, which it
/// must call for each customer of the run, as Store::each_run_customer() does.
[[nodiscard]] Snapshot take_snapshot(
    const Run& run, const std::function<void(const Store::AddRunCustomer&)>& customers);

}  // namespace rfmseg
