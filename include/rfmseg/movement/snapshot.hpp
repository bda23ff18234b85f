#pragma once

/// \file
/// The customers at one time, for compare().
///
///     rfmseg::InputFiles files({"segments.csv"});
///     const rfmseg::CustomerTable table = rfmseg::read_customer_files(files);
///     const rfmseg::Snapshot snapshot = rfmseg::take_snapshot("segments.csv", table);

#include <cstdint>
#include <string>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/segment/segmentation.hpp"
#include "rfmseg/store/run.hpp"

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

/// All customers at one time, each once, in any order.
struct Snapshot {
  std::string name;   ///< for messages and reports: a file, a run, a date
  std::string as_of;  ///< as-of date; empty if not known
  std::vector<SnapshotCustomer> customers;
  std::string currency{};  ///< of monetary values; empty if not known
};

/// The snapshot of segmented customers.
[[nodiscard]] Snapshot take_snapshot(const std::string& name, const CustomerTable& table,
                                     const Segmentation& segmentation);

/// The snapshot of customer files, with the segments and scores in their columns. Throws DataError
/// if there is no segment column; `name` is the file in its message.
[[nodiscard]] Snapshot take_snapshot(const std::string& name, const CustomerTable& table);

/// The snapshot of a recorded run, called `run 7`.
[[nodiscard]] Snapshot take_snapshot(const Run& run, std::vector<RunCustomer> customers);

}  // namespace rfmseg
