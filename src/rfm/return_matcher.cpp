#include "rfm/return_matcher.hpp"

#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "load/transaction.hpp"

namespace rfmseg {

std::uint64_t ReturnMatcher::product(const Transaction& transaction) {
  text_ = transaction.customer_id;
  text_ += '\0';  // which no field contains
  text_ += transaction.stock_code;
  return XXH3_64bits(text_.data(), text_.size());
}

void ReturnMatcher::add_sale(std::uint64_t product, Timestamp time) {
  const auto [sale, is_new] = first_sale_.emplace(product, time);
  if (!is_new) sale->second = std::min(sale->second, time);
}

void ReturnMatcher::add_sale(const Transaction& transaction) {
  add_sale(product(transaction), transaction.time);
}

void ReturnMatcher::add_return(const Transaction& transaction) {
  returns_.push_back({product(transaction), transaction.time, transaction.amount});
}

void ReturnMatcher::merge(ReturnMatcher&& other) {
  for (const auto& [product, time] : other.first_sale_) add_sale(product, time);
  returns_.insert(returns_.end(), other.returns_.begin(), other.returns_.end());
  other = {};
}

Ledger::Entry ReturnMatcher::unmatched() const {
  Ledger::Entry unmatched;
  for (const Return& one : returns_) {
    const auto sale = first_sale_.find(one.product);
    const bool matched = sale != first_sale_.end() && sale->second <= one.time;
    if (!matched) unmatched += {1, one.amount};
  }
  return unmatched;
}

}  // namespace rfmseg
