#include "report/figures/customer_set.hpp"

#include <utility>

#include "rfm/quantiles.hpp"

namespace rfmseg::figures {

CustomerSet customer_set(const CustomerTable& table, std::vector<std::size_t> customers) {
  CustomerSet set;
  IntegerColumn recency, frequency;
  AmountColumn spend;
  for (const std::size_t i : customers) {
    recency.push_back(table.recency[i]);
    frequency.push_back(table.frequency[i]);
    const Amount revenue = table.revenue(i);
    spend.push_back(revenue);
    set.revenue += revenue;
  }
  set.customers = std::move(customers);
  set.recency = median(std::move(recency));
  set.frequency = median(std::move(frequency));
  set.spend = median(std::move(spend));
  return set;
}

}  // namespace rfmseg::figures
