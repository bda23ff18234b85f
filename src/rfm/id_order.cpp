#include "rfm/id_order.hpp"

#include <algorithm>
#include <bit>
#include <compare>
#include <numeric>
#include <string_view>

#include "parallel.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// An integer of any length: sign, and digits without leading zeros; zero has no digits.
struct Integer {
  bool negative;
  std::string_view digits;
};

Integer to_integer(std::string_view id) {
  const bool minus = id.starts_with('-');
  if (minus) id.remove_prefix(1);
  id.remove_prefix(std::min(id.find_first_not_of('0'), id.size()));
  return {minus && !id.empty(), id};
}

std::strong_ordering compare_magnitudes(const Integer& a, const Integer& b) {
  if (a.digits.size() != b.digits.size()) return a.digits.size() <=> b.digits.size();
  return a.digits <=> b.digits;
}

std::strong_ordering compare_integers(const Integer& a, const Integer& b) {
  if (a.negative != b.negative) return b.negative <=> a.negative;
  return a.negative ? compare_magnitudes(b, a) : compare_magnitudes(a, b);
}

/// The number, clamped to 18 digits and shifted so that unsigned order is its signed order.
std::uint64_t numeric_key(std::string_view id) {
  constexpr std::uint64_t kMiddle = std::uint64_t{1} << 63U;
  constexpr std::uint64_t kClamped = 1'000'000'000'000'000'000;
  const Integer integer = to_integer(id);
  std::uint64_t magnitude = 0;
  if (integer.digits.size() > 18) {
    magnitude = kClamped;
  } else {
    for (const char c : integer.digits) {
      magnitude = magnitude * 10 + static_cast<std::uint64_t>(c - '0');
    }
  }
  return integer.negative ? kMiddle - magnitude : kMiddle + magnitude;
}

/// The eight bytes from `start`, padded with zeros.
std::uint64_t bytes_key(std::string_view id, std::size_t start) {
  std::uint64_t key = 0;
  for (std::size_t i = start; i < start + 8; ++i) {
    key = key << 8U | (i < id.size() ? static_cast<unsigned char>(id[i]) : 0U);
  }
  return key;
}

/// The length of the common prefix of all ids, as in `customer-17` and `customer-4`.
std::size_t common_prefix(const IdColumn& ids) {
  if (ids.empty()) return 0;
  std::string_view prefix = ids[0];
  for (const std::string_view id : ids) {
    const auto end = std::mismatch(prefix.begin(), prefix.end(), id.begin(), id.end());
    prefix = prefix.substr(0, static_cast<std::size_t>(end.first - prefix.begin()));
  }
  return prefix.size();
}

/// Sorts with all threads: places are distributed by the highest of the bits in which their keys
/// differ, and then each share is sorted.
template <class Less>
std::vector<IdPlace> sorted_in_shares(const std::vector<IdPlace>& places, const Less& less,
                                      unsigned threads) {
  constexpr int kShareBits = 11;
  const auto [least, most] = std::ranges::minmax(places, {}, &IdPlace::key);
  const auto bits = static_cast<int>(std::bit_width(most.key - least.key));
  const int shift = std::max(0, bits - kShareBits);
  const auto share_of = [&, first = least.key](const IdPlace& place) {
    return static_cast<std::size_t>((place.key - first) >> shift);
  };
  std::vector<std::size_t> begins((std::size_t{1} << kShareBits) + 1);
  for (const IdPlace& place : places) ++begins[share_of(place) + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<std::size_t> next(begins.begin(), begins.end() - 1);
  std::vector<IdPlace> ordered(places.size());
  for (const IdPlace& place : places) ordered[next[share_of(place)]++] = place;
  const auto at = [&](std::size_t share) {
    return ordered.begin() + static_cast<std::ptrdiff_t>(begins[share]);
  };
  in_parallel(next.size(), threads,
              [&](std::size_t share) { std::sort(at(share), at(share + 1), less); });
  return ordered;
}

}  // namespace

bool CustomerIdLess::operator()(std::string_view a, std::string_view b) const {
  if (numeric_) {
    const auto order = compare_integers(to_integer(a), to_integer(b));
    if (order != 0) return order < 0;
  }
  return a < b;
}

bool is_integer_id(std::string_view id) {
  if (id.starts_with('-')) id.remove_prefix(1);
  return !id.empty() && std::all_of(id.begin(), id.end(), is_digit);
}

bool are_integer_ids(const IdColumn& ids) {
  return std::all_of(ids.begin(), ids.end(), is_integer_id);
}

bool ascend(const IdColumn& ids, CustomerIdLess less) {
  for (std::size_t i = 1; i < ids.size(); ++i) {
    if (!less(ids[i - 1], ids[i])) return false;
  }
  return true;
}

std::vector<IdPlace> sorted_places(const IdColumn& ids, bool numeric, unsigned threads) {
  const std::size_t prefix = numeric ? 0 : common_prefix(ids);
  std::vector<IdPlace> places;
  places.reserve(ids.size());
  for (const std::string_view id : ids) {
    places.push_back({numeric ? numeric_key(id) : bytes_key(id, prefix), places.size()});
  }
  const auto less = [&, by_id = CustomerIdLess(numeric)](const IdPlace& a, const IdPlace& b) {
    return a.key != b.key ? a.key < b.key : by_id(ids[a.index], ids[b.index]);
  };
  return sorted_in_shares(places, less, threads);
}

const IdPlace* find_repeated(const IdColumn& ids, const std::vector<IdPlace>& places) {
  const auto twice =
      std::adjacent_find(places.begin(), places.end(), [&](const IdPlace& a, const IdPlace& b) {
        return a.key == b.key && ids[a.index] == ids[b.index];
      });
  return twice == places.end() ? nullptr : &*twice;
}

void permute(TextColumn& texts, const std::vector<IdPlace>& places) {
  if (texts.empty()) return;
  TextColumn ordered;
  ordered.reserve(texts.size(), texts.characters());
  for (const IdPlace& place : places) ordered.push_back(texts[place.index]);
  texts = std::move(ordered);
}

void permute(NameColumn& names, const std::vector<IdPlace>& places) {
  if (names.empty()) return;
  NameColumn ordered = names.without_values();
  ordered.reserve(names.size());
  for (const IdPlace& place : places) ordered.push_index(names.index(place.index));
  names = std::move(ordered);
}

}  // namespace rfmseg
