#pragma once

#include <absl/container/flat_hash_map.h>

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"
#include "load/row_plan.hpp"

namespace rfmseg {

/// Two groups of rows of one order that have different values where each order has one.
struct OrderConflict {
  std::uint64_t line = 0;  ///< the first row of the later group
  std::string order;
};

/// The orders of a file so far, to find those whose rows are not all together. Takes about 40 bytes
/// per order. Shared by all threads; blocks come in the order of the file.
class SeenOrders {
 public:
  /// Waits for all blocks before `sequence`, then calls `look`. To be called once for each block.
  template <class Look>
  void in_order(std::uint64_t sequence, Look look) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return next_ == sequence; });
    look();
    ++next_;
    changed_.notify_all();
  }

  /// An order, or one return of an order, by a hash.
  using Print = std::pair<std::uint64_t, std::uint64_t>;
  [[nodiscard]] static Print print_of(std::string_view order, bool returned);

  // Within in_order():

  /// Fetches what the next calls for an order need.
  void prefetch(const Print& order) const { values_.prefetch(order); }
  [[nodiscard]] bool contains(const Print& order) const { return values_.contains(order); }
  /// Whether the order was seen before; it is now. `values` is a hash of those that it has once;
  /// `differs` is whether it had others.
  [[nodiscard]] bool is_repeated(const Print& order, std::uint64_t values, bool& differs);

  /// Notes that rows of the order differ.
  void note_conflict(std::string_view order, std::uint64_t line) {
    if (!conflict_) conflict_ = {line, std::string(order)};
  }

  /// The first order whose rows have different values.
  [[nodiscard]] const std::optional<OrderConflict>& conflict() const { return conflict_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t next_ = 0;
  absl::flat_hash_map<Print, std::uint64_t> values_;  ///< hashes, by order
  std::optional<OrderConflict> conflict_;
};

/// The consecutive rows of each order in a block, and the values that the order has once, in
/// whichever of its rows. A return and a sale of one order are two groups. Create one per thread;
/// CsvFile::keep_together() ensures that no group is cut.
class OrderGroups {
 public:
  OrderGroups(const CsvFile& file, const RowPlan& plan);

  /// Finds the groups of the block, which must remain valid.
  void start(const Block& block);
  /// Finds the groups of orders that were seen before.
  void mark_repeated(SeenOrders& seen, std::uint64_t sequence);

  /// Moves to the next row of the block, as RowReader::next() does.
  void next_row() {
    ++row_;
    if (current_ < 0 || row_ >= end_of(current_)) ++current_;
  }
  /// The value of the order's column `RowPlan::once[i]`: the first that is not blank.
  [[nodiscard]] std::string_view value(std::size_t i) const {
    return values_[static_cast<std::size_t>(current_) * width() + i];
  }
  /// Of column `i` of RowPlan::shared the first value that is not blank; of those of
  /// RowPlan::filtered, which follow, the value in the row that counts_here().
  [[nodiscard]] std::string_view shared_value(std::size_t i) const { return value(once_ + i); }
  /// The number of the group in the block.
  [[nodiscard]] std::ptrdiff_t number() const { return current_; }
  [[nodiscard]] std::string_view order() const { return group().order; }
  /// Whether the values of the whole order count in this row.
  [[nodiscard]] bool counts_here() const { return row_ == group().counted_row; }
  /// Whether an earlier group had the order.
  [[nodiscard]] bool repeated() const { return group().repeated; }
  /// Whether the order has no values in this group, except those that identify it.
  [[nodiscard]] bool blank() const { return group().blank; }

 private:
  struct Group {
    std::size_t first_row = 0;
    std::size_t counted_row = 0;
    std::uint64_t line = 0;
    std::string_view order;  ///< empty: a row without an order
    bool returned = false;
    bool has_amount = false;  ///< in `counted_row`
    bool blank = false;       ///< see blank()
    bool conflicts = false;   ///< with several values of an amount
    bool repeated = false;
    SeenOrders::Print print{};  ///< for SeenOrders,
    std::uint64_t values = 0;   ///< likewise
  };

  [[nodiscard]] const Group& group() const { return groups_[static_cast<std::size_t>(current_)]; }
  [[nodiscard]] std::size_t end_of(std::ptrdiff_t group) const {
    const auto next = static_cast<std::size_t>(group) + 1;
    return next < groups_.size() ? groups_[next].first_row : rows_;
  }
  /// The number of values of a group.
  [[nodiscard]] std::size_t width() const { return once_ + shared_ + filtered_; }
  [[nodiscard]] std::string_view order_of_row() const;
  [[nodiscard]] bool is_returned() const;
  /// Whether the row has another amount of the order than the last group.
  [[nodiscard]] bool has_other_amount() const;
  /// Adds the values of the row to the last group.
  void add_values();
  /// Sets the group's hashes.
  void hash(std::size_t group);
  /// A view that is valid as long as the block's groups.
  [[nodiscard]] std::string_view kept(std::string_view text);

  RowReader reader_;
  std::size_t orders_;           ///< the number of columns of RowPlan::order
  std::size_t once_;             ///< likewise
  std::size_t shared_;           ///< likewise
  std::size_t filtered_;         ///< likewise
  std::vector<char> is_amount_;  ///< by column of RowPlan::once
  bool has_amounts_ = false;     ///< whether one is
  std::vector<bool> is_value_;   ///< likewise: not one that only identifies the order
  std::vector<ColumnValues> returns_;
  std::string_view block_;
  std::deque<std::string> texts_;  ///< of cells whose text is not in the block
  std::vector<Group> groups_;
  std::vector<std::string_view> values_;  ///< by group and column
  bool complete_ = false;                 ///< whether the last group has all values
  std::size_t rows_ = 0;
  std::size_t row_ = 0;
  std::ptrdiff_t current_ = -1;
  std::string key_;  ///< buffer
};

}  // namespace rfmseg
