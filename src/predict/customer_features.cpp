#include "rfmseg/predict/customer_features.hpp"

#include <absl/container/flat_hash_set.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <span>
#include <utility>

namespace rfmseg {
namespace {

using Days = std::chrono::duration<double, std::ratio<86400>>;

constexpr std::chrono::days kQuarter{90};

/// What is known of one customer, apart from the country.
struct Known {
  double recency = 0, frequency = 0, monetary = 0, tenure = 0, items = 0, products = 0;
  double order_value = 0, gap_mean = 0, gap_deviation = 0, returns_share = 0, trend = 0;
};

struct NamedMember {
  const char* name;
  bool is_skewed;
  double Known::*value;
};
constexpr NamedMember kMembers[] = {
    {"recency", true, &Known::recency},
    {"frequency", true, &Known::frequency},
    {"monetary", true, &Known::monetary},
    {"tenure", true, &Known::tenure},
    {"items", true, &Known::items},
    {"products", true, &Known::products},
    {"order_value", true, &Known::order_value},
    {"gap_mean", true, &Known::gap_mean},
    {"gap_deviation", true, &Known::gap_deviation},
    {"returns_share", false, &Known::returns_share},
    {"trend", false, &Known::trend},
};

double whole_days(Timestamp from, Timestamp to) {
  return static_cast<double>(std::chrono::floor<std::chrono::days>(to - from).count());
}

/// Mean and deviation of the times between purchases. Of a customer with one purchase the mean is
/// the time since then, which the first gap exceeds.
void set_gaps(const std::vector<Timestamp>& times, Known& known) {
  const std::size_t gaps = times.size() - 1;
  if (gaps == 0) {
    known.gap_mean = known.recency;
    return;
  }
  const double mean = Days(times.back() - times.front()).count() / static_cast<double>(gaps);
  double squares = 0;
  for (std::size_t i = 0; i < gaps; ++i) {
    const double gap = Days(times[i + 1] - times[i]).count();
    squares += (gap - mean) * (gap - mean);
  }
  known.gap_mean = mean;
  if (gaps > 1) known.gap_deviation = std::sqrt(squares / static_cast<double>(gaps - 1));
}

/// The features of purchases, which are of one customer and by time, with at least one that counts.
Known known_from(std::span<const Purchase> purchases, double returned, Timestamp as_of) {
  Known known;
  absl::flat_hash_set<std::uint32_t> orders;
  std::vector<Timestamp> times;  // of the first rows of orders
  Amount spend, sales, items;
  double recent = 0;
  double before = 0;
  for (const Purchase& one : purchases) {
    spend += one.amount;
    known.products += one.new_products;
    if (one.amount < Amount{}) {
      returned -= one.amount.to_double();
      continue;
    }
    sales += one.amount;
    if (!one.is_purchase()) continue;
    items += one.items;
    if (one.time >= as_of - kQuarter) {
      recent += one.amount.to_double();
    } else if (one.time >= as_of - 2 * kQuarter) {
      before += one.amount.to_double();
    }
    if (one.order == Purchase::kNoOrder) {
      known.frequency += static_cast<double>(one.lines);
      times.push_back(one.time);
    } else if (orders.insert(one.order).second) {
      ++known.frequency;
      times.push_back(one.time);
    }
    known.recency = whole_days(one.time, as_of);
  }
  known.tenure = whole_days(times.front(), as_of);
  known.monetary = spend.to_double();
  known.items = items.to_double();
  known.order_value = known.monetary / known.frequency;
  if (sales > Amount{}) known.returns_share = std::min(returned / sales.to_double(), 1.0);
  if (recent + before > 0) known.trend = (recent - before) / (recent + before);
  set_gaps(times, known);
  return known;
}

/// The country of each customer: that of the last purchase that has one.
std::vector<std::uint16_t> countries_of(const PurchaseLog& counted) {
  std::vector<std::uint16_t> countries(counted.customers.size(), Purchase::kNoCountry);
  for (const Purchase& one : counted.purchases) {
    if (one.country != Purchase::kNoCountry) countries[one.customer] = one.country;
  }
  return countries;
}

std::vector<std::string> common_countries(const std::vector<std::uint16_t>& of,
                                          const std::vector<std::string>& names) {
  constexpr double kLeastShare = 0.01;
  constexpr std::size_t kLeast = 10;
  constexpr std::size_t kMost = 11;
  std::vector<std::size_t> customers(names.size());
  for (const std::uint16_t one : of) {
    if (one != Purchase::kNoCountry) ++customers[one];
  }
  std::vector<std::size_t> order(names.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return customers[i]; });
  std::vector<std::string> common;
  for (const std::size_t one : order) {
    const bool is_common =
        customers[one] >= kLeast &&
        static_cast<double>(customers[one]) >= kLeastShare * static_cast<double>(of.size());
    if (!is_common || common.size() == kMost) break;
    common.push_back(names[one]);
  }
  // All others are compared with the most common one.
  if (!common.empty()) common.erase(common.begin());
  return common;
}

}  // namespace

MeasureOptions with_features(MeasureOptions options) {
  options.keep_purchases = true;
  options.detail_purchases = true;
  return options;
}

CustomerFeatures features_until(const PurchaseLog& log, Timestamp until, Timestamp as_of,
                                const std::optional<std::vector<std::string>>& countries) {
  const PurchaseLog counted = counted_purchases(log, until);
  CustomerFeatures result;
  result.as_of = as_of;
  result.ids = counted.customers;
  const std::size_t size = counted.customers.size();
  std::vector<double> returned(size);
  for (const DroppedReturn& one : counted.dropped_returns) {
    returned[one.customer] -= one.amount.to_double();
  }
  for (const NamedMember& member : kMembers) {
    result.features.push_back({member.name, member.is_skewed, std::vector<double>(size)});
  }
  for (std::size_t i = 0; i < size; ++i) {
    const Known known = known_from(counted.of(i), returned[i], as_of);
    for (std::size_t m = 0; m < std::size(kMembers); ++m) {
      result.features[m].values[i] = known.*kMembers[m].value;
    }
  }
  const std::vector<std::uint16_t> country = countries_of(counted);
  result.countries = countries ? *countries : common_countries(country, counted.countries);
  for (const std::string& name : result.countries) {
    CustomerFeature feature{"country " + name, false, {}};
    const auto number = std::ranges::find(counted.countries, name) - counted.countries.begin();
    for (const std::uint16_t one : country) feature.values.push_back(one == number ? 1 : 0);
    result.features.push_back(std::move(feature));
  }
  return result;
}

CustomerFeatures features_before(const PurchaseLog& log, Timestamp as_of) {
  return features_until(log, as_of - std::chrono::seconds(1), as_of);
}

}  // namespace rfmseg
