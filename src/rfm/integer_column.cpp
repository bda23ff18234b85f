#include <array>
#include <limits>
#include <numeric>
#include <type_traits>
#include <utility>

#include "rfmseg/rfm/columns.hpp"

namespace rfmseg {
namespace {

template <class Integer>
bool fits(std::int64_t value) {
  return std::in_range<Integer>(value);
}

template <class Wide, class Narrow>
std::vector<Wide> widened(const std::vector<Narrow>& values) {
  std::vector<Wide> wide;
  wide.reserve(values.capacity());
  wide.assign(values.begin(), values.end());
  return wide;
}

/// Radix sort: sorts by the lowest digit, then stably by the next one, and so on (Knuth, TAOCP vol.
/// 3, 5.2.5, algorithm R).
template <class Integer>
void radix_sort(std::vector<Integer>& values) {
  using Unsigned = std::make_unsigned_t<Integer>;
  constexpr unsigned kBits = std::numeric_limits<Unsigned>::digits;
  constexpr unsigned kDigitBits = 11;
  constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
  constexpr Unsigned kSign = Unsigned{1} << (kBits - 1);  // flipped: sorts negatives first
  std::vector<Integer> moved(values.size());
  for (unsigned shift = 0; shift < kBits; shift += kDigitBits) {
    const auto digit = [&](Integer value) {
      return (static_cast<std::size_t>(static_cast<Unsigned>(value) ^ kSign) >> shift) % kDigits;
    };
    std::array<std::size_t, kDigits + 1> first{};  // start of the values with each digit
    for (const Integer value : values) ++first[digit(value) + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    for (const Integer value : values) moved[first[digit(value)]++] = value;
    values.swap(moved);
  }
}

template <class Integer>
void sort_values(std::vector<Integer>& values) {
  constexpr std::size_t kMany = 10'000;  // from this size radix sort is faster
  if constexpr (sizeof(Integer) <= 4) {
    if (values.size() >= kMany) return radix_sort(values);
  }
  std::sort(values.begin(), values.end());
}

}  // namespace

void IntegerColumn::push_back(std::int64_t value) {
  widen_for(value);
  std::visit(
      [&](auto& values) {
        using Integer = typename std::decay_t<decltype(values)>::value_type;
        values.push_back(static_cast<Integer>(value));
      },
      values_);
}

void IntegerColumn::append(const IntegerColumn& other) {
  if (other.empty()) return;
  if (values_.index() < other.values_.index()) {
    const auto [least, most] = std::ranges::minmax(other);
    widen_for(least);
    widen_for(most);
  }
  std::visit(
      [](auto& values, const auto& more) {
        using Integer = typename std::decay_t<decltype(values)>::value_type;
        if constexpr (std::is_same_v<std::decay_t<decltype(values)>,
                                     std::decay_t<decltype(more)>>) {
          values.insert(values.end(), more.begin(), more.end());
        } else {
          for (const auto value : more) values.push_back(static_cast<Integer>(value));
        }
      },
      values_, other.values_);
}

void IntegerColumn::set(std::size_t index, std::int64_t value) {
  widen_for(value);
  std::visit(
      [&](auto& values) {
        using Integer = typename std::decay_t<decltype(values)>::value_type;
        values[index] = static_cast<Integer>(value);
      },
      values_);
}

void IntegerColumn::reserve(std::size_t count) {
  std::visit([&](auto& values) { values.reserve(count); }, values_);
}

void IntegerColumn::sort() {
  std::visit([](auto& values) { sort_values(values); }, values_);
}

void IntegerColumn::multiply(std::int64_t factor) {
  if (empty()) return;
  const auto [least, most] = std::ranges::minmax(*this);
  widen_for(least * factor);
  widen_for(most * factor);
  std::visit(
      [&](auto& values) {
        using Integer = typename std::decay_t<decltype(values)>::value_type;
        for (Integer& value : values) value = static_cast<Integer>(value * factor);
      },
      values_);
}

void IntegerColumn::widen_for(std::int64_t value) {
  if (const auto* two_bytes = std::get_if<0>(&values_)) {
    if (fits<std::int16_t>(value)) return;
    if (fits<std::int32_t>(value)) {
      values_ = widened<std::int32_t>(*two_bytes);
    } else {
      values_ = widened<std::int64_t>(*two_bytes);
    }
  } else if (const auto* four_bytes = std::get_if<1>(&values_)) {
    if (!fits<std::int32_t>(value)) values_ = widened<std::int64_t>(*four_bytes);
  }
}

}  // namespace rfmseg
