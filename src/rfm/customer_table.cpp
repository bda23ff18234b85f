#include "rfmseg/rfm/customer_table.hpp"

#include <cstddef>
#include <functional>
#include <vector>

#include "parallel.hpp"
#include "rfm/id_order.hpp"
#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {

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

void sort_by_id(CustomerTable& table, unsigned threads) {
  const IdColumn& ids = table.ids;
  const bool numeric = are_integer_ids(ids);
  if (ascend(ids, CustomerIdLess(numeric))) return;
  const std::vector<IdPlace> places = sorted_places(ids, numeric, threads);
  if (const IdPlace* const twice = find_repeated(ids, places)) {
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
