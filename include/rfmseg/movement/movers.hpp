#pragma once

/// \file
/// Customers at two times, stored in few bytes.
///
///     for (const rfmseg::Mover& mover : movement.movers) std::cout << mover.id() << '\n';

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/movement/snapshot.hpp"
#include "rfmseg/rfm/columns.hpp"

namespace rfmseg {

/// The segment of a customer that is not in a snapshot.
inline constexpr std::size_t kNoSegment = static_cast<std::size_t>(-1);

/// One customer before and after.
struct Mover {
  std::size_t from = kNoSegment, to = kNoSegment;  ///< indices into Movement::segments
  std::optional<SnapshotCustomer> before, after;   ///< at least one is set

  /// The id of the customer.
  [[nodiscard]] const std::string& id() const { return before ? before->id : after->id; }
  /// The change of monetary value; a missing one counts as 0.
  [[nodiscard]] Amount gain() const {
    return (after ? after->monetary : Amount{}) - (before ? before->monetary : Amount{});
  }
};

/// A list of customers, each as its position in the customers before and after. Reads like a
/// constant vector of Mover.
class Movers {
 public:
  using value_type = Mover;
  using const_iterator = ColumnIterator<Movers>;
  using iterator = const_iterator;

  /// The positions of a customer in before() and after(); nothing where it is missing.
  struct Place {
    std::optional<std::size_t> before, after;
  };

  /// The customers of one time.
  struct Side {
    SnapshotCustomers customers;
    /// The index into Movement::segments of each of `customers.segments.distinct()`.
    std::vector<std::size_t> segments;
  };

  Movers() = default;
  /// An empty list.
  Movers(Side before, Side after);

  /// Adds a customer, who is in one of the two at least.
  void push_back(const Place& place);

  [[nodiscard]] std::size_t size() const { return places_before_.size(); }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] Mover operator[](std::size_t index) const { return mover(place(index)); }
  [[nodiscard]] const_iterator begin() const { return {*this, 0}; }
  [[nodiscard]] const_iterator end() const { return {*this, size()}; }

  /// All customers of the two times, whether they are in the list or not.
  [[nodiscard]] const SnapshotCustomers& before() const { return before_.customers; }
  [[nodiscard]] const SnapshotCustomers& after() const { return after_.customers; }

  // Quicker than a Mover, which is a copy:
  [[nodiscard]] Place place(std::size_t index) const;
  [[nodiscard]] std::size_t from(const Place& place) const {
    return place.before ? segment(before_, *place.before) : kNoSegment;
  }
  [[nodiscard]] std::size_t to(const Place& place) const {
    return place.after ? segment(after_, *place.after) : kNoSegment;
  }
  [[nodiscard]] Mover mover(const Place& place) const;

 private:
  [[nodiscard]] static std::size_t segment(const Side& side, std::size_t customer) {
    return side.segments[side.customers.segments.index(customer)];
  }

  Side before_, after_;
  IntegerColumn places_before_, places_after_;  ///< -1 for none
};

}  // namespace rfmseg
