#include "rfmseg/rfm/customer_table.hpp"

#include <algorithm>
#include <bit>
#include <compare>
#include <cstddef>
#include <functional>
#include <numeric>
#include <utility>
#include <vector>

#include "parallel.hpp"
#include "rfmseg/error.hpp"
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

/// The index of a customer, and a sort key made from the id: different keys have the order of the
/// ids, so that most comparisons do not access the ids.
struct Place {
  std::uint64_t key;
  std::size_t index;
};

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

bool ascend(const IdColumn& ids, CustomerIdLess less) {
  for (std::size_t i = 1; i < ids.size(); ++i) {
    if (!less(ids[i - 1], ids[i])) return false;
  }
  return true;
}

/// Sorts with all threads: places are distributed by the highest of the bits in which their keys
/// differ, and then each share is sorted.
template <class Less>
std::vector<Place> sorted_in_shares(const std::vector<Place>& places, const Less& less,
                                    unsigned threads) {
  constexpr int kShareBits = 11;
  const auto [least, most] = std::ranges::minmax(places, {}, &Place::key);
  const auto bits = static_cast<int>(std::bit_width(most.key - least.key));
  const int shift = std::max(0, bits - kShareBits);
  const auto share_of = [&, first = least.key](const Place& place) {
    return static_cast<std::size_t>((place.key - first) >> shift);
  };
  std::vector<std::size_t> begins((std::size_t{1} << kShareBits) + 1);
  for (const Place& place : places) ++begins[share_of(place) + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<std::size_t> next(begins.begin(), begins.end() - 1);
  std::vector<Place> ordered(places.size());
  for (const Place& place : places) ordered[next[share_of(place)]++] = place;
  const auto at = [&](std::size_t share) {
    return ordered.begin() + static_cast<std::ptrdiff_t>(begins[share]);
  };
  in_parallel(next.size(), threads,
              [&](std::size_t share) { std::sort(at(share), at(share + 1), less); });
  return ordered;
}

/// The indices of the customers, of whom there are some, ascending by id.
std::vector<Place> sorted_places(const IdColumn& ids, bool numeric, unsigned threads) {
  const std::size_t prefix = numeric ? 0 : common_prefix(ids);
  std::vector<Place> places;
  places.reserve(ids.size());
  for (const std::string_view id : ids) {
    places.push_back({numeric ? numeric_key(id) : bytes_key(id, prefix), places.size()});
  }
  const auto less = [&, by_id = CustomerIdLess(numeric)](const Place& a, const Place& b) {
    return a.key != b.key ? a.key < b.key : by_id(ids[a.index], ids[b.index]);
  };
  return sorted_in_shares(places, less, threads);
}

void permute(IdColumn& ids, const std::vector<Place>& places) {
  IdColumn ordered;
  ordered.reserve(ids.size(), ids.characters());
  for (const Place& place : places) ordered.push_back(ids[place.index]);
  ids = std::move(ordered);
}

/// Does nothing for a column that the table does not have.
template <class Column>
void permute(Column& column, const std::vector<Place>& places) {
  if (column.empty()) return;
  Column ordered;
  ordered.reserve(column.size());
  for (const Place& place : places) ordered.push_back(std::move(column[place.index]));
  column = std::move(ordered);
}

}  // namespace

Customer CustomerTable::customer(std::size_t index) const {
  Customer row;
  row.id = ids[index];
  row.recency = recency[index];
  row.frequency = frequency[index];
  row.monetary = monetary[index];
  if (has_dates()) {
    row.first_purchase = first_purchase[index];
    row.last_purchase = last_purchase[index];
  }
  if (has_items()) row.items = items[index];
  return row;
}

void CustomerTable::add(const Customer& customer) {
  ids.push_back(customer.id);
  if (customer.first_purchase) first_purchase.push_back(*customer.first_purchase);
  if (customer.last_purchase) last_purchase.push_back(*customer.last_purchase);
  recency.push_back(customer.recency);
  frequency.push_back(customer.frequency);
  monetary.push_back(customer.monetary);
  if (customer.items) items.push_back(*customer.items);
}

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

void sort_by_id(CustomerTable& table, unsigned threads) {
  const IdColumn& ids = table.ids;
  const bool numeric = std::all_of(ids.begin(), ids.end(), is_integer_id);
  if (ascend(ids, CustomerIdLess(numeric))) return;
  const std::vector<Place> places = sorted_places(ids, numeric, threads);

  const auto twice =
      std::adjacent_find(places.begin(), places.end(), [&](const Place& a, const Place& b) {
        return a.key == b.key && ids[a.index] == ids[b.index];
      });
  if (twice != places.end()) {
    throw DataError("customer id '" + printable(ids[twice->index]) + "' appears twice");
  }
  std::vector<std::function<void()>> columns;
  const auto add = [&](auto& column) { columns.emplace_back([&] { permute(column, places); }); };
  add(table.ids);
  add(table.first_purchase);
  add(table.last_purchase);
  add(table.recency);
  add(table.frequency);
  add(table.monetary);
  add(table.items);
  add(table.revenues);
  add(table.order_counts);
  add(table.product_counts);
  add(table.groups);
  for (auto& [name, cells] : table.carried) add(cells);
  for (auto& [name, cells] : table.extra) add(cells);
  in_parallel(columns.size(), threads, [&](std::size_t column) { columns[column](); });
}

}  // namespace rfmseg
