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
#include <utility>

namespace rfmseg {

/// A set of pairs of customer and order id: an id that two customers share is two orders. An order
/// with a short id, as most have, uses 16 bytes.
class OrderSet {
 public:
  /// Adds an order; returns false if it is already in the set.
  bool insert(std::uint32_t customer, std::string_view id) {
    if (id.size() <= Short::kLongest) return short_.insert(Short(customer, id)).second;
    bool is_new = false;
    long_.lazy_emplace(LongRef{customer, id}, [&](const auto& make) {
      make(Long{customer, std::string(id)});
      is_new = true;
    });
    return is_new;
  }

  /// Calls `visit(customer, id)` for every order.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const Short& order : short_) visit(order.customer, order.view());
    for (const Long& order : long_) visit(order.customer, std::string_view(order.id));
  }

 private:
  struct Short {
    static constexpr std::size_t kLongest = 11;

    Short(std::uint32_t its_customer, std::string_view its_id) : customer(its_customer) {
      std::copy(its_id.begin(), its_id.end(), id.begin());
      id.back() = static_cast<char>(its_id.size());
    }
    [[nodiscard]] std::string_view view() const {
      return {id.data(), static_cast<std::size_t>(id.back())};
    }
    friend bool operator==(const Short&, const Short&) = default;
    template <class Hash>
    // NOLINTNEXTLINE(readability-identifier-naming): the name that abseil looks for
    friend Hash AbslHashValue(Hash hash, const Short& order) {
      return Hash::combine(std::move(hash), order.customer,
                           absl::string_view(order.id.data(), order.id.size()));
    }

    std::uint32_t customer;
    std::array<char, kLongest + 1> id{};  ///< padded with zeros; the last byte is the length
  };
  static_assert(sizeof(Short) == 16);

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

  absl::flat_hash_set<Short> short_;
  absl::flat_hash_set<Long, LongHash, LongEqual> long_;
};

}  // namespace rfmseg
