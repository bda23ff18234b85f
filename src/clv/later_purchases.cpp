#include "clv/later_purchases.hpp"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/strings/string_view.h>

#include <cstddef>
#include <string_view>

namespace rfmseg {

std::vector<Later> later_purchases(const PurchaseLog& log, const IdColumn& ids,
                                   Timestamp last_before, Timestamp end) {
  std::vector<Later> later(ids.size());
  // The order of ids may differ: it depends on whether all are numbers.
  absl::flat_hash_map<absl::string_view, std::size_t> row_of;
  const auto view = [](std::string_view id) { return absl::string_view(id.data(), id.size()); };
  for (std::size_t row = 0; row < ids.size(); ++row) row_of.emplace(view(ids[row]), row);
  absl::flat_hash_set<std::uint32_t> orders;
  for (std::size_t number = 0; number < log.customers.size(); ++number) {
    const auto found = row_of.find(view(log.customers[number]));
    if (found == row_of.end()) continue;
    Later& mine = later[found->second];
    orders.clear();
    for (const Purchase& one : log.of(number)) {
      if (one.time > end) continue;
      const bool after = one.time > last_before;
      if (after) mine.spend += one.amount;
      if (!one.is_purchase()) continue;
      // An order that begins before the split is not one after it.
      const bool is_new = one.order == Purchase::kNoOrder || orders.insert(one.order).second;
      if (!after || !is_new) continue;
      mine.orders += one.order == Purchase::kNoOrder ? one.lines : 1;
    }
  }
  return later;
}

}  // namespace rfmseg
