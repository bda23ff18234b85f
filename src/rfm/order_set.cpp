#include "rfm/order_set.hpp"

#include <algorithm>

#include "parallel.hpp"

namespace rfmseg {

std::vector<std::uint32_t> OrderSet::merge(OrderSet&& others,
                                           const std::vector<std::uint32_t>& number,
                                           unsigned threads) {
  std::array<std::vector<std::uint32_t>, std::tuple_size_v<decltype(short_)>> known;
  in_parallel(short_.size(), threads, [&](std::size_t part) {
    // An order waits for its memory while that of the next ones is fetched.
    constexpr std::size_t kWaiting = 16;
    std::array<ShortOrder, kWaiting> waiting;
    std::size_t seen = 0;
    ShortOrders& mine = short_[part];
    const auto insert = [&](const ShortOrder& order) {
      if (!mine.insert(order).second) known[part].push_back(order.customer());
    };
    for (ShortOrder order : others.short_[part]) {
      order.set_customer(number[order.customer()]);
      mine.prefetch(order);
      ShortOrder& place = waiting[seen % kWaiting];
      if (seen >= kWaiting) insert(place);
      place = order;
      ++seen;
    }
    for (std::size_t i = 0; i < std::min(seen, kWaiting); ++i) insert(waiting[i]);
    others.short_[part] = {};
  });
  std::vector<std::uint32_t> all;
  for (const auto& customers : known) all.insert(all.end(), customers.begin(), customers.end());
  for (const Long& order : others.long_) {
    const std::uint32_t customer = number[order.customer];
    if (!insert(customer, order.id)) all.push_back(customer);
  }
  others.long_ = {};
  return all;
}

std::size_t OrderSet::size() const {
  std::size_t count = long_.size();
  for (const ShortOrders& part : short_) count += part.size();
  return count;
}

}  // namespace rfmseg
