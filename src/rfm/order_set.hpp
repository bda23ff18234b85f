#pragma once

#include <absl/container/flat_hash_set.h>
#include <absl/hash/hash.h>
#include <absl/strings/string_view.h>

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
    if (id.size() <= ShortOrder::kLongest) {
      const ShortOrder order(customer, id);
      return short_[order.part()].insert(order).second;
    }
    bool is_new = false;
    long_.lazy_emplace(LongRef{customer, id}, [&](const auto& make) {
      make(Long{customer, std::string(id)});
      is_new = true;
    });
    return is_new;
  }

  /// Fetches the memory that insert() will need for this order into the cache.
  void prefetch(std::uint32_t customer, std::string_view id) const {
    if (id.size() > ShortOrder::kLongest) return;
    const ShortOrder order(customer, id);
    short_[order.part()].prefetch(order);
  }

  /// Moves all orders of `others`, whose customer i is `number[i]` here, to this set. Returns the
  /// customers, as numbered here, of those that this set already has.
  std::vector<std::uint32_t> merge(OrderSet&& others, const std::vector<std::uint32_t>& number,
                                   unsigned threads);

  [[nodiscard]] std::size_t size() const;

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

  using ShortOrders = absl::flat_hash_set<ShortOrder>;

  /// In parts, so that threads can merge them, and that not all of them grow at the same time.
  std::array<ShortOrders, 16> short_;
  absl::flat_hash_set<Long, LongHash, LongEqual> long_;
};

}  // namespace rfmseg
