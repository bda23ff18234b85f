#include "rfmseg/movement/movement.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "rfmseg/error.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

const std::string kNew = "(new)";
const std::string kGone = "(gone)";

bool all_integers(const Snapshot& snapshot) {
  return std::ranges::all_of(snapshot.customers,
                             [](const SnapshotCustomer& one) { return is_integer_id(one.id); });
}

void sort_by_id(Snapshot& snapshot, const CustomerIdLess& less) {
  std::ranges::sort(snapshot.customers, less, &SnapshotCustomer::id);
  const auto twice = std::ranges::adjacent_find(snapshot.customers, {}, &SnapshotCustomer::id);
  if (twice == snapshot.customers.end()) return;
  throw DataError({snapshot.name},
                  fmt::format("customer '{}' appears twice", printable(twice->id)));
}

/// The segments of both snapshots, with customers and monetary value.
std::map<std::string, SegmentChange> segment_changes(const Snapshot& before,
                                                     const Snapshot& after) {
  std::map<std::string, SegmentChange> changes;
  for (const SnapshotCustomer& one : before.customers) {
    SegmentChange& change = changes[one.segment];
    ++change.before;
    change.monetary_before += one.monetary;
  }
  for (const SnapshotCustomer& one : after.customers) {
    SegmentChange& change = changes[one.segment];
    ++change.after;
    change.monetary_after += one.monetary;
  }
  return changes;
}

/// Compares two sorted snapshots in one pass.
class Comparison {
 public:
  Comparison(Movement& movement, const CustomerIdLess& less) : movement_(movement), less_(less) {
    for (std::size_t i = 0; i < movement.segments.size(); ++i) index_[movement.segments[i]] = i;
  }

  void walk(std::vector<SnapshotCustomer>& before, std::vector<SnapshotCustomer>& after) {
    auto old = before.begin();
    auto now = after.begin();
    while (old != before.end() || now != after.end()) {
      const bool only_old = now == after.end() || (old != before.end() && less_(old->id, now->id));
      const bool only_new = old == before.end() || (now != after.end() && less_(now->id, old->id));
      Mover mover;
      if (!only_new) {
        mover.from = index_[old->segment];
        mover.before = std::move(*old++);
      }
      if (!only_old) {
        mover.to = index_[now->segment];
        mover.after = std::move(*now++);
      }
      take(std::move(mover));
    }
    finish();
  }

 private:
  void take(Mover mover) {
    Transition& transition = transitions_[{mover.from, mover.to}];
    ++transition.customers;
    if (mover.before) transition.monetary_before += mover.before->monetary;
    if (mover.after) transition.monetary_after += mover.after->monetary;
    if (mover.from == kNoSegment) {
      ++movement_.came;
    } else if (mover.to == kNoSegment) {
      ++movement_.went;
    } else {
      ++(mover.from == mover.to ? movement_.stayed : movement_.moved);
    }
    if (mover.gain() > Amount{}) keep_largest(movement_.gains, mover);
    if (mover.gain() < Amount{}) keep_largest(movement_.losses, mover);
    if (mover.from != mover.to) movement_.movers.push_back(std::move(mover));
  }

  static Amount size_of(const Mover& mover) {
    const Amount gain = mover.gain();
    return gain < Amount{} ? Amount{} - gain : gain;
  }

  /// Customers are added in the order of their ids, so ties stay in this order.
  static void keep_largest(std::vector<Mover>& largest, const Mover& mover) {
    const auto place = std::ranges::upper_bound(largest, size_of(mover), std::greater<>(), size_of);
    if (place == largest.end() && largest.size() == kMostChanged) return;
    largest.insert(place, mover);
    if (largest.size() > kMostChanged) largest.pop_back();
  }

  void finish() {
    for (auto& [ends, transition] : transitions_) {
      std::tie(transition.from, transition.to) = ends;
      movement_.transitions.push_back(transition);
    }
  }

  Movement& movement_;
  const CustomerIdLess& less_;
  std::map<std::string, std::size_t> index_;
  std::map<std::pair<std::size_t, std::size_t>, Transition> transitions_;
};

}  // namespace

const std::string& Movement::from_name(std::size_t segment) const {
  return segment == kNoSegment ? kNew : segments[segment];
}

const std::string& Movement::to_name(std::size_t segment) const {
  return segment == kNoSegment ? kGone : segments[segment];
}

Movement compare(Snapshot before, Snapshot after) {
  const CustomerIdLess less(all_integers(before) && all_integers(after));
  sort_by_id(before, less);
  sort_by_id(after, less);
  Movement movement;
  movement.before = before.name;
  movement.after = after.name;
  movement.as_of_before = before.as_of;
  movement.as_of_after = after.as_of;
  if (before.currency == after.currency) movement.currency = after.currency;
  const auto changes = segment_changes(before, after);
  std::vector<std::pair<std::string, SegmentChange>> ordered(changes.begin(), changes.end());
  std::ranges::stable_sort(ordered, std::greater<>(), [](const auto& segment) {
    return std::pair(segment.second.monetary_after, segment.second.monetary_before);
  });
  for (const auto& [name, change] : ordered) {
    movement.segments.push_back(name);
    movement.changes.push_back(change);
    movement.total.before += change.before;
    movement.total.after += change.after;
    movement.total.monetary_before += change.monetary_before;
    movement.total.monetary_after += change.monetary_after;
  }
  Comparison(movement, less).walk(before.customers, after.customers);
  return movement;
}

}  // namespace rfmseg
