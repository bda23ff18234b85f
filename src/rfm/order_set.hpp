#pragma once

#include <absl/container/flat_hash_set.h>
#include <absl/hash/hash.h>
#include <absl/strings/string_view.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rfm/short_id.hpp"

namespace rfmseg {

/// A set of pairs of customer and order id: an id that two customers share is two orders. An order
/// with a short id, as most have, uses 16 bytes.
class OrderSet {
 public:
  /// Adds an order; returns false if it is already in the set.
  bool insert(std::uint32_t customer, std::string_view id) {
    if (id.size() <= ShortOrder::kLongest) return short_.insert(ShortOrder(customer, id)).second;
    bool is_new = false;
    long_.lazy_emplace(LongRef{customer, id}, [&](const auto& make) {
      make(Long{customer, std::string(id)});
      is_new = true;
    });
    return is_new;
  }

  /// Fetches the memory that insert() will need for this order into the cache.
  void prefetch(std::uint32_t customer, std::string_view id) const {
    if (id.size() <= ShortOrder::kLongest) short_.prefetch(ShortOrder(customer, id));
  }

  /// Adds all orders of `others`, whose customer i is `number[i]` here. Calls `known(customer)` for
  /// every order that is already in this set.
  template <class Known>
  void merge(const OrderSet& others, const std::vector<std::uint32_t>& number, Known known) {
    // An order waits for its memory while that of the next ones is fetched.
    constexpr std::size_t kWaiting = 16;
    std::array<ShortOrder, kWaiting> waiting;
    std::size_t seen = 0;
    const auto insert = [&](const ShortOrder& order) {
      if (!short_.insert(order).second) known(order.customer());
    };
    for (ShortOrder order : others.short_) {
      order.set_customer(number[order.customer()]);
      short_.prefetch(order);
      ShortOrder& place = waiting[seen % kWaiting];
      if (seen >= kWaiting) insert(place);
      place = order;
      ++seen;
    }
    for (std::size_t i = 0; i < std::min(seen, kWaiting); ++i) insert(waiting[i]);
    for (const Long& order : others.long_) {
      const std::uint32_t customer = number[order.customer];
      if (!this->insert(customer, order.id)) known(customer);
    }
  }

  [[nodiscard]] std::size_t size() const { return short_.size() + long_.size(); }

 private:
  struct Long {
    std::uint32_t customer;
    std::string id;
  };
  struct LongRef {
    std::uint32_t customer;
    std::string_view id;
  };
  struct LongHash {
    using is_transparent = void;
    template <class Order>
    std::size_t operator()(const Order& order) const {
      return absl::HashOf(order.customer, absl::string_view(order.id.data(), order.id.size()));
    }
  };
  struct LongEqual {
    using is_transparent = void;
    template <class A, class B>
    bool operator()(const A& a, const B& b) const {
      return a.customer == b.customer && a.id == b.id;
    }
  };

  absl::flat_hash_set<ShortOrder> short_;
  absl::flat_hash_set<Long, LongHash, LongEqual> long_;
};

}  // namespace rfmseg
