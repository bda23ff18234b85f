#include "rfmseg/rfm/integer_column.hpp"

#include <limits>
#include <type_traits>
#include <utility>

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

void sort_values(std::vector<std::int16_t>& values) {
  // So few different values are soon counted.
  constexpr std::int64_t kLeast = std::numeric_limits<std::int16_t>::min();
  std::vector<std::size_t> counts(std::size_t{1} << 16U);
  for (const std::int16_t value : values) ++counts[static_cast<std::size_t>(value - kLeast)];
  auto next = values.begin();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto value = static_cast<std::int16_t>(static_cast<std::int64_t>(i) + kLeast);
    next = std::fill_n(next, counts[i], value);
  }
}

template <class Integer>
void sort_values(std::vector<Integer>& values) {
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
