#include "clean/order_versions.hpp"

#include <fmt/core.h>
#include <xxhash.h>

#include <algorithm>
#include <tuple>

#include "rfmseg/error.hpp"
#include "setting_format.hpp"

namespace rfmseg {

OrderKey order_key(const std::string& layout, std::string_view order) {
  // Orders of different platforms have nothing to do with each other.
  const std::uint64_t seed = XXH3_64bits(layout.data(), layout.size());
  const XXH128_hash_t hash = XXH3_128bits_withSeed(order.data(), order.size(), seed);
  return {hash.high64, hash.low64};
}

void OrderVersion::merge(const OrderVersion& other) {
  updated = std::max(updated, other.updated);
  if (other.customer == 0) return;
  if (customer == 0 || std::tie(other.time, other.customer) < std::tie(time, customer)) {
    time = other.time;
    customer = other.customer;
  }
}

void OrderVersions::add(std::string_view order, std::optional<Timestamp> updated,
                        const Transaction* transaction) {
  if (order.empty()) return;
  if (current_ == nullptr || order != last_) {
    last_ = order;
    current_ = &orders_[order_key(layout_, order)];
  }
  OrderVersion row{updated, 0, {}};
  if (transaction != nullptr && !transaction->customer_id.empty()) {
    const std::string_view customer = transaction->customer_id;
    row.customer = XXH3_64bits(customer.data(), customer.size()) | 1U;
    row.time = transaction->time;
  }
  current_->merge(row);
}

void OrderVersions::merge(OrderVersions&& other) {
  current_ = nullptr;
  for (const auto& [order, version] : other.orders_) orders_[order].merge(version);
  other.orders_.clear();
  other.current_ = nullptr;
}

void NewestOrders::add_file(std::size_t number, const OrderVersions& file) {
  for (const auto& [order, version] : file.orders_) {
    const auto [known, is_new] = orders_.try_emplace(order, Newest{number, version});
    if (is_new) continue;
    Newest& newest = known->second;
    ++restated_;
    const OrderVersion& before = newest.version;
    if (version.customer != 0 && before.customer != 0 && version.customer != before.customer &&
        version.time != before.time) {
      ++different_;
    }
    const bool outdated = version.updated && before.updated && *version.updated < *before.updated;
    if (outdated) continue;
    const auto latest = std::max(before.updated, version.updated);
    newest = {number, version};
    newest.version.updated = latest;
  }
}

void NewestOrders::check_shops(const std::string& file) const {
  if (different_ * 2 <= restated_) return;
  throw DataError(
      ErrorKind::ambiguous_format, {file},
      fmt::format("{} of {} orders in several files have a different customer and time in each "
                  "file: are the files from several shops? (hint: {} none keeps all rows; "
                  "otherwise the later version of an order replaces the earlier one)",
                  different_, restated_, Setting::restate));
}

}  // namespace rfmseg
