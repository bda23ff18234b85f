#pragma once

/// \file
/// Compares the segments of customers at two times.
///
///     rfmseg::Snapshot march{.name = "March", .as_of = "2011-04-01", .customers = {}};
///     march.customers.push_back({.id = "12346", .segment = "At Risk", .rfm_score = "155",
///                                .recency = 325, .frequency = 1, .monetary = {}});
///     const rfmseg::Movement movement = rfmseg::compare(march, april);
///     std::cout << movement.moved << " customers changed segment\n";

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/movement/movers.hpp"
#include "rfmseg/movement/snapshot.hpp"

namespace rfmseg {

/// The customers with one segment before and another, or the same, after.
struct Transition {
  std::size_t from = kNoSegment, to = kNoSegment;  ///< indices into Movement::segments
  std::int64_t customers = 0;
  Amount monetary_before, monetary_after;
};

/// The size of a segment before and after.
struct SegmentChange {
  std::int64_t before = 0, after = 0;  ///< number of customers
  Amount monetary_before, monetary_after;
};

/// A condition that was met, for the output; see condition.hpp.
struct MetCondition {
  std::string condition;  ///< as given: `At Risk>+10%`
  std::string finding;    ///< what meets it: `At Risk: 605 customers, 500 before (+21.0%)`
};

/// The differences between two snapshots.
struct Movement {
  std::string before, after;              ///< names of the snapshots
  std::string as_of_before, as_of_after;  ///< their as-of dates
  std::string currency;                   ///< of both snapshots; empty if not known
  /// All segments of both snapshots, by monetary value after, then before, descending; ties by
  /// name.
  std::vector<std::string> segments;
  std::vector<SegmentChange> changes;  ///< parallel to `segments`
  SegmentChange total;                 ///< sum of `changes`
  /// All transitions with customers, in the order of `segments` by `from`, then `to`; kNoSegment is
  /// last.
  std::vector<Transition> transitions;
  Movers movers;  ///< customers with from != to, ascending by id (see CustomerIdLess)
  /// The customers whose monetary value increased or decreased most, whether they moved or not: at
  /// most kMostChanged each, largest change first, ties by id.
  std::vector<Mover> gains, losses;

  std::int64_t stayed = 0;  ///< customers in the same segment
  std::int64_t moved = 0;   ///< customers in another segment
  std::int64_t came = 0;    ///< customers only in the second snapshot
  std::int64_t went = 0;    ///< customers only in the first snapshot

  std::vector<MetCondition> conditions_met{};  ///< left empty by compare()

  /// The name of a segment; `(new)` for kNoSegment.
  [[nodiscard]] const std::string& from_name(std::size_t segment) const;
  /// The name of a segment; `(gone)` for kNoSegment.
  [[nodiscard]] const std::string& to_name(std::size_t segment) const;
};

/// The maximum size of Movement::gains and Movement::losses.
inline constexpr std::size_t kMostChanged = 10;

/// Compares two snapshots, with up to `threads` threads. Throws DataError if one of them contains a
/// customer twice.
[[nodiscard]] Movement compare(Snapshot before, Snapshot after, unsigned threads = 1);

}  // namespace rfmseg
