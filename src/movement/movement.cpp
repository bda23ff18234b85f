#include "rfmseg/movement/movement.hpp"

#include <absl/container/flat_hash_map.h>
#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>
#include <utility>

#include "largest.hpp"
#include "rfm/id_order.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

const std::string kNew = "(new)";
const std::string kGone = "(gone)";

/// Does nothing to customers that are in order.
void sort_by_id(Snapshot& snapshot, bool numeric, unsigned threads) {
  SnapshotCustomers& customers = snapshot.customers;
  if (ascend(customers.ids, CustomerIdLess(numeric))) return;
  const std::vector<IdPlace> places = sorted_places(customers.ids, numeric, threads);
  if (const IdPlace* const twice = find_repeated(customers.ids, places)) {
    throw DataError({snapshot.name}, fmt::format("customer '{}' appears twice",
                                                 printable(customers.ids[twice->index])));
  }
  permute(customers.ids, places);
  permute(customers.segments, places);
  permute(customers.rfm_scores, places);
  permute(customers.recency, places);
  permute(customers.frequency, places);
  permute(customers.monetary, places);
}

/// The customers of a segment at one time.
struct SegmentSize {
  std::int64_t customers = 0;
  Amount monetary;
};

/// By the index of NameColumn::distinct().
std::vector<SegmentSize> segment_sizes(const SnapshotCustomers& customers) {
  std::vector<SegmentSize> sizes(customers.segments.distinct().size());
  for (std::size_t i = 0; i < customers.size(); ++i) {
    SegmentSize& size = sizes[customers.segments.index(i)];
    ++size.customers;
    size.monetary += customers.monetary[i];
  }
  return sizes;
}

/// The segments of both snapshots, with customers and monetary value.
std::map<std::string, SegmentChange> segment_changes(const SnapshotCustomers& before,
                                                     const SnapshotCustomers& after) {
  std::map<std::string, SegmentChange> changes;
  const std::vector<SegmentSize> old = segment_sizes(before);
  for (std::size_t i = 0; i < old.size(); ++i) {
    SegmentChange& change = changes[before.segments.distinct()[i]];
    change.before = old[i].customers;
    change.monetary_before = old[i].monetary;
  }
  const std::vector<SegmentSize> now = segment_sizes(after);
  for (std::size_t i = 0; i < now.size(); ++i) {
    SegmentChange& change = changes[after.segments.distinct()[i]];
    change.after = now[i].customers;
    change.monetary_after = now[i].monetary;
  }
  return changes;
}

/// The customers of one time with the indices of their segments in `segments`.
Movers::Side make_side(SnapshotCustomers customers, const std::vector<std::string>& segments) {
  std::vector<std::size_t> indices;
  for (const std::string& name : customers.segments.distinct()) {
    indices.push_back(
        static_cast<std::size_t>(std::ranges::find(segments, name) - segments.begin()));
  }
  return {std::move(customers), std::move(indices)};
}

/// Compares the sorted customers of two times in one pass.
class Comparison {
 public:
  Comparison(Movement& movement, const CustomerIdLess& less)
      : movement_(movement), less_(less), all_(movement.movers) {}

  void walk() {
    const IdColumn& old = all_.before().ids;
    const IdColumn& now = all_.after().ids;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < old.size() && j < now.size()) {
      if (old[i] == now[j]) {
        add({i++, j++});
      } else if (less_(old[i], now[j])) {
        add({i++, {}});
      } else {
        add({{}, j++});
      }
    }
    while (i < old.size()) add({i++, {}});
    while (j < now.size()) add({{}, j++});
    finish();
  }

 private:
  void add(const Movers::Place& place) {
    const std::size_t from = all_.from(place);
    const std::size_t to = all_.to(place);
    Transition& transition = transitions_[{from, to}];
    ++transition.customers;
    const Amount old = place.before ? all_.before().monetary[*place.before] : Amount{};
    const Amount now = place.after ? all_.after().monetary[*place.after] : Amount{};
    transition.monetary_before += old;
    transition.monetary_after += now;
    if (from == kNoSegment) {
      ++movement_.came;
    } else if (to == kNoSegment) {
      ++movement_.went;
    } else {
      ++(from == to ? movement_.stayed : movement_.moved);
    }
    if (now > old) keep(movement_.gains, place, now - old);
    if (now < old) keep(movement_.losses, place, old - now);
    if (from != to) movement_.movers.push_back(place);
  }

  static Amount size_of(const Mover& mover) {
    const Amount gain = mover.gain();
    return gain < Amount{} ? Amount{} - gain : gain;
  }

  /// Customers are added in the order of their ids, so ties stay in this order.
  void keep(std::vector<Mover>& largest, const Movers::Place& place, Amount size) const {
    keep_largest(largest, kMostChanged, size, size_of, [&] { return all_.mover(place); });
  }

  void finish() {
    for (const auto& [ends, transition] : transitions_) {
      movement_.transitions.push_back(transition);
      std::tie(movement_.transitions.back().from, movement_.transitions.back().to) = ends;
    }
    std::ranges::sort(movement_.transitions, {}, [](const Transition& transition) {
      return std::pair(transition.from, transition.to);
    });
  }

  Movement& movement_;
  const CustomerIdLess& less_;
  const Movers& all_;
  absl::flat_hash_map<std::pair<std::size_t, std::size_t>, Transition> transitions_;
};

}  // namespace

const std::string& Movement::from_name(std::size_t segment) const {
  return segment == kNoSegment ? kNew : segments[segment];
}

const std::string& Movement::to_name(std::size_t segment) const {
  return segment == kNoSegment ? kGone : segments[segment];
}

Movement compare(Snapshot before, Snapshot after, unsigned threads) {
  const bool numeric =
      are_integer_ids(before.customers.ids) && are_integer_ids(after.customers.ids);
  sort_by_id(before, numeric, threads);
  sort_by_id(after, numeric, threads);
  Movement movement;
  movement.before = before.name;
  movement.after = after.name;
  movement.as_of_before = before.as_of;
  movement.as_of_after = after.as_of;
  if (before.currency == after.currency) movement.currency = after.currency;
  const auto changes = segment_changes(before.customers, after.customers);
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
  movement.movers = Movers(make_side(std::move(before.customers), movement.segments),
                           make_side(std::move(after.customers), movement.segments));
  Comparison(movement, CustomerIdLess(numeric)).walk();
  return movement;
}

}  // namespace rfmseg
