#include "rfmseg/rfm/customer_table.hpp"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <utility>

#include "rfmseg/error.hpp"
#include "rfmseg/text.hpp"

namespace rfmseg {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// An integer of any length as sign and digits without leading zeros; zero has no digits.
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

/// A customer's place in the table, and a number made of the id: where two of these keys differ
/// they order the customers as the ids do, without a look at the ids.
struct Place {
  std::uint64_t key;
  std::size_t index;
};

/// The number itself, clamped where it is longer than 18 digits, moved to where unsigned order is
/// the signed one.
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

/// The eight bytes from `start`.
std::uint64_t bytes_key(std::string_view id, std::size_t start) {
  std::uint64_t key = 0;
  for (std::size_t i = start; i < start + 8; ++i) {
    key = key << 8U | (i < id.size() ? static_cast<unsigned char>(id[i]) : 0U);
  }
  return key;
}

/// How many bytes all ids start with alike, as in `customer-17` and `customer-4`.
std::size_t common_prefix(const std::vector<Customer>& customers) {
  if (customers.empty()) return 0;
  const std::string& first = customers.front().id;
  std::size_t length = first.size();
  for (const Customer& customer : customers) {
    const auto end =
        std::mismatch(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(length),
                      customer.id.begin(), customer.id.end());
    length = static_cast<std::size_t>(end.first - first.begin());
  }
  return length;
}

std::vector<Place> places_of(const std::vector<Customer>& customers, bool numeric) {
  const std::size_t prefix = numeric ? 0 : common_prefix(customers);
  std::vector<Place> places;
  places.reserve(customers.size());
  for (std::size_t i = 0; i < customers.size(); ++i) {
    const std::string& id = customers[i].id;
    places.push_back({numeric ? numeric_key(id) : bytes_key(id, prefix), i});
  }
  return places;
}

template <typename T>
void permute(std::vector<T>& values, const std::vector<Place>& places) {
  std::vector<T> ordered;
  ordered.reserve(values.size());
  for (const Place& place : places) ordered.push_back(std::move(values[place.index]));
  values = std::move(ordered);
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

void sort_by_id(CustomerTable& table) {
  auto& customers = table.customers;
  const bool numeric = std::all_of(customers.begin(), customers.end(),
                                   [](const Customer& c) { return is_integer_id(c.id); });
  std::vector<Place> places = places_of(customers, numeric);

  const CustomerIdLess id_less(numeric);
  const auto less = [&](const Place& a, const Place& b) {
    return a.key != b.key ? a.key < b.key : id_less(customers[a.index].id, customers[b.index].id);
  };
  const bool sorted = std::is_sorted(places.begin(), places.end(), less);
  if (!sorted) std::sort(places.begin(), places.end(), less);

  const auto twice =
      std::adjacent_find(places.begin(), places.end(), [&](const Place& a, const Place& b) {
        return a.key == b.key && customers[a.index].id == customers[b.index].id;
      });
  if (twice != places.end()) {
    throw DataError("customer id '" + printable(customers[twice->index].id) + "' occurs twice");
  }
  if (sorted) return;
  permute(customers, places);
  if (!table.revenues.empty()) permute(table.revenues, places);
  if (!table.order_counts.empty()) permute(table.order_counts, places);
  if (!table.product_counts.empty()) permute(table.product_counts, places);
  if (!table.groups.empty()) permute(table.groups, places);
  for (auto& [name, cells] : table.carried) permute(cells, places);
}

}  // namespace rfmseg
