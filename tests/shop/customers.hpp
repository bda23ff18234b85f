#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "calendar.hpp"
#include "hash.hpp"

namespace rfmseg::shop {

/// A range of the shop's whole period, per mille.
struct Span {
  std::uint32_t from;
  std::uint32_t to;
};

/// How a kind of customer behaves.
struct Persona {
  std::uint32_t share;   // percent of all customers
  Span joins;            // when the first visit is
  Span stays;            // how long visits go on after it
  std::uint32_t gap;     // mean open days between two visits
  std::uint32_t basket;  // lines an order, percent of the shop's mean
  std::uint32_t bulk;    // most packs of a product at once
};

inline constexpr Span kNoStay{0, 0};
inline constexpr Span kForGood{1000, 1000};

inline constexpr auto kPersonas = std::to_array<Persona>({
    {1, {0, 30}, kForGood, 6, 180, 8},       // wholesaler
    {9, {0, 150}, kForGood, 19, 120, 4},     // devoted
    {21, {0, 600}, kForGood, 50, 100, 3},    // regular
    {16, {0, 750}, kForGood, 110, 90, 2},    // occasional
    {4, {0, 100}, {400, 650}, 22, 140, 5},   // devoted once, then gone
    {14, {0, 350}, {200, 400}, 50, 100, 3},  // faded
    {24, {0, 900}, kNoStay, 1, 80, 2},       // came once
    {8, {850, 1000}, kNoStay, 1, 70, 2},     // came once, not long ago
    {3, {850, 980}, kForGood, 30, 80, 2},    // newcomer
});

/// One customer, made from a hash whenever needed and never stored.
struct Customer {
  std::uint64_t key;
  std::uint32_t persona;
  std::uint32_t first_day;  // positions among the open days
  std::uint32_t last_day;
};

/// All customers of the shop, any number of them, in constant memory.
class Customers {
 public:
  /// For 1 <= count <= 10^9.
  Customers(std::uint64_t count, std::uint64_t seed, const std::vector<OpenDay>& days);

  Customer at(std::uint64_t index) const {
    const std::uint64_t key = mix(seed_ + index * kGolden);
    const std::uint32_t persona = persona_of_percent_[((key & 0xffff) * 100) >> 16];
    const std::uint32_t first = day_in(kPersonas[persona].joins, (key >> 16) & 0xffff);
    const std::uint32_t stay = day_in(kPersonas[persona].stays, (key >> 32) & 0xffff);
    return {key, persona, first, first + stay};
  }

  bool visits(const Customer& customer, std::uint32_t day) const {
    if (day <= customer.first_day || day > customer.last_day) return day == customer.first_day;
    return (mix(customer.key + day * kGolden) >> 32) < chances_[day][customer.persona];
  }

  /// Unique for each index, and not ascending with it.
  std::uint64_t id(std::uint64_t index) const { return kFirstId + index * stride_ % count_; }

  static std::string_view country(const Customer& customer);

 private:
  static constexpr std::uint64_t kFirstId = 12346;

  std::uint32_t day_in(Span span, std::uint64_t fraction_of_65536) const {
    const std::uint64_t place =
        (std::uint64_t{span.from} << 16) + std::uint64_t{span.to - span.from} * fraction_of_65536;
    return static_cast<std::uint32_t>(place * day_count_ / (1000U << 16));
  }

  std::uint64_t count_;
  std::uint64_t seed_;
  std::uint64_t stride_;
  std::uint64_t day_count_;
  std::array<std::uint8_t, 100> persona_of_percent_{};
  // The chance of a visit for each day and persona, as a part of 2^32.
  std::vector<std::array<std::uint64_t, kPersonas.size()>> chances_;
};

}  // namespace rfmseg::shop
