#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rfmseg/load/decimal.hpp"

namespace rfmseg {

/// What a customer is at one time.
struct SnapshotCustomer {
  std::string id;
  std::string segment;
  std::string rfm_score;  ///< empty where it is not known
  std::int64_t recency = 0;
  std::int64_t frequency = 0;
  Amount monetary;
};

/// All customers at one time, each once.
struct Snapshot {
  std::string name;   ///< what people call them: a file, a run, a date
  std::string as_of;  ///< empty where it is not known
  std::vector<SnapshotCustomer> customers;
};

/// Where no segment is: of customers who were or are none.
inline constexpr std::size_t kNoSegment = static_cast<std::size_t>(-1);

/// The customers who went from one segment to another, or stayed.
struct Transition {
  std::size_t from = kNoSegment, to = kNoSegment;  ///< index of Movement::segments
  std::int64_t customers = 0;
  Amount monetary_before, monetary_after;
};

/// A customer who changed segment, came or went.
struct Mover {
  std::size_t from = kNoSegment, to = kNoSegment;
  std::optional<SnapshotCustomer> before, after;  ///< at least one

  [[nodiscard]] const std::string& id() const { return before ? before->id : after->id; }
  /// What the customer is worth more, or less, than before.
  [[nodiscard]] Amount gain() const {
    return (after ? after->monetary : Amount{}) - (before ? before->monetary : Amount{});
  }
};

/// One segment's size before and after.
struct SegmentChange {
  std::int64_t before = 0, after = 0;
  Amount monetary_before, monetary_after;
};

/// Who moved between two times.
struct Movement {
  std::string before, after;              ///< the names of the two
  std::string as_of_before, as_of_after;  ///< empty where not known
  /// By what they are worth after, then before, most first; equals by name.
  std::vector<std::string> segments;
  std::vector<SegmentChange> changes;  ///< parallel to the segments
  SegmentChange total;
  /// Those that have customers: by from and to, in the order of the segments, none last.
  std::vector<Transition> transitions;
  std::vector<Mover> movers;  ///< ascending by id, as CustomerIdLess orders them
  /// Customers who gained or lost most, moved or not; each at most kMostChanged, largest first,
  /// equals by id.
  std::vector<Mover> gains, losses;

  std::int64_t stayed = 0;  ///< in their segment
  std::int64_t moved = 0;   ///< from one segment to another
  std::int64_t came = 0;
  std::int64_t went = 0;

  /// The segment's name, or `(new)` or `(gone)` for none.
  [[nodiscard]] const std::string& from_name(std::size_t segment) const;
  [[nodiscard]] const std::string& to_name(std::size_t segment) const;
};

inline constexpr std::size_t kMostChanged = 10;

/// Compares two standings. Their customers may be in any order. Throws DataError for one who is
/// there twice.
[[nodiscard]] Movement compare(Snapshot before, Snapshot after);

}  // namespace rfmseg
