#include "customers.hpp"

#include <algorithm>
#include <numeric>

namespace rfmseg::shop {
namespace {

static_assert(std::accumulate(kPersonas.begin(), kPersonas.end(), 0U,
                              [](std::uint32_t sum, const Persona& persona) {
                                return sum + persona.share;
                              }) == 100);

constexpr std::array<std::string_view, 8> kAbroad{"Germany", "France",      "EIRE",    "Spain",
                                                  "Belgium", "Netherlands", "Denmark", "Portugal"};

}  // namespace

Customers::Customers(std::uint64_t count, std::uint64_t seed, const std::vector<OpenDay>& days)
    : count_(count), seed_(mix(seed)), stride_(count * 618 / 1000 + 1), day_count_(days.size()) {
  // Steps of a length coprime to the count reach every id once.
  while (std::gcd(stride_, count_) != 1) ++stride_;

  auto slot = persona_of_percent_.begin();
  for (std::size_t persona = 0; persona < kPersonas.size(); ++persona) {
    slot = std::fill_n(slot, kPersonas[persona].share, static_cast<std::uint8_t>(persona));
  }

  for (const OpenDay& day : days) {
    auto& chances = chances_.emplace_back();
    std::transform(kPersonas.begin(), kPersonas.end(), chances.begin(),
                   [&](const Persona& persona) {
                     return (std::uint64_t{1} << 32) * day.season / (100 * persona.gap);
                   });
  }
}

std::string_view Customers::country(const Customer& customer) {
  const std::uint64_t draw = customer.key >> 48 & 0xff;
  return draw < 3 * kAbroad.size() ? kAbroad[draw % kAbroad.size()] : "United Kingdom";
}

}  // namespace rfmseg::shop
