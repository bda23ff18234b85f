#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "store/file_entries.hpp"
#include "store/former_lines.hpp"

namespace rfmseg {

/// What files have of one order, or of one purchase without an order id, and what the store has of
/// it as a consequence.
struct OrderHistory {
  struct Line {
    StoredPurchase of;
    LineKey key;
    std::map<std::int64_t, Copies> files;
  };
  /// What the store has of a line.
  struct State {
    Copies copies{};  ///< no rows: it is not in the store
    std::int64_t last_file = 0, copies_in_last_file = 0;
  };
  /// The rows of a file that are in its ledger because of other files.
  struct Skipped {
    Ledger::Entry already_stored, restated;
  };
  struct Outcome {
    std::vector<State> lines;  ///< parallel to OrderHistory::lines
    std::optional<Timestamp> updated;
    std::map<std::int64_t, Skipped> skipped;
  };

  std::vector<Line> lines;
  /// The files that restate the order, with when it was updated, if that is known.
  std::map<std::int64_t, std::optional<Timestamp>> versions;

  /// What adding the files in order gives, except one file. Files that are not `removable` do not
  /// restate: what is known of them is what the store had.
  [[nodiscard]] Outcome replay(const std::set<std::int64_t>& removable,
                               std::optional<std::int64_t> without) const;
};

}  // namespace rfmseg
