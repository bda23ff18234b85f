#include "clean/shared_orders.hpp"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <xxhash.h>

#include <string>
#include <string_view>
#include <utility>

#include "load/transaction.hpp"

namespace rfmseg {
namespace {

/// The rows of one order so far.
struct Print {
  std::uint64_t hash = 0;  ///< sum of the rows' hashes, independent of their order
  std::uint64_t rows = 0;
  Amount amount;

  Print& operator+=(const Print& other) {
    hash += other.hash;
    rows += other.rows;
    amount += other.amount;
    return *this;
  }
};

void append_field(std::string& text, std::string_view field) {
  text += field;
  text += '\0';  // which no field contains
}

template <class Number>
void append_bytes(std::string& text, Number number) {
  text.append(reinterpret_cast<const char*>(&number), sizeof number);
}

std::uint64_t hash_of(const std::string& text) {
  return XXH3_64bits(text.data(), text.size());
}

}  // namespace

struct OrderPrints::State {
  absl::flat_hash_map<std::uint64_t, Print> orders;  ///< by the hash of the order's id
  std::string text;                                  ///< buffer
};

struct SharedOrders::State {
  absl::flat_hash_set<std::pair<std::uint64_t, std::uint64_t>> orders;
  absl::flat_hash_set<std::uint64_t> ids;
};

OrderPrints::OrderPrints() : state_(std::make_unique<State>()) {}
OrderPrints::~OrderPrints() = default;

void OrderPrints::add(const Transaction& row) {
  std::string& text = state_->text;
  text.clear();
  append_field(text, row.order_id);
  if (row.order_id.empty()) {
    append_field(text, row.customer_id);
    append_bytes(text, row.time.time_since_epoch().count());
  }
  const std::uint64_t order = hash_of(text);
  append_field(text, row.customer_id);
  append_field(text, row.stock_code);
  append_field(text, row.country);
  append_bytes(text, row.time.time_since_epoch().count());
  append_bytes(text, row.quantity.digits);
  append_bytes(text, row.quantity.scale);
  append_bytes(text, row.price.digits);
  append_bytes(text, row.price.scale);
  state_->orders[order] += Print{hash_of(text), 1, row.amount};
}

void OrderPrints::merge(OrderPrints&& other) {
  for (const auto& [order, print] : other.state_->orders) state_->orders[order] += print;
  *other.state_ = State{};
}

SharedOrders::SharedOrders() : state_(std::make_unique<State>()) {}
SharedOrders::~SharedOrders() = default;

SharedOrders::Shared SharedOrders::add_file(const OrderPrints& file) {
  Shared shared;
  for (const auto& [order, print] : file.state_->orders) {
    const bool is_new = state_->orders.emplace(order, print.hash + print.rows).second;
    const bool is_new_id = state_->ids.insert(order).second;
    if (is_new && is_new_id) continue;
    (is_new ? shared.changed : shared.same) += {print.rows, print.amount};
  }
  return shared;
}

}  // namespace rfmseg
