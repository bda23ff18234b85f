#include "report/figures/customer_set.hpp"

#include <algorithm>
#include <utility>

#include "rfm/quantiles.hpp"

namespace rfmseg::figures {
namespace {

Quantile median(std::vector<Amount> values) {
  std::ranges::sort(values);
  return quantile(values, 1, 2);
}

}  // namespace

CustomerSet customer_set(const CustomerTable& table, std::vector<std::size_t> customers) {
  CustomerSet set;
  std::vector<Amount> recency, frequency, spend;
  for (const std::size_t i : customers) {
    recency.push_back(Amount::from_integer(table.recency[i]));
    frequency.push_back(Amount::from_integer(table.frequency[i]));
    spend.push_back(table.revenue(i));
    set.revenue += spend.back();
  }
  set.customers = std::move(customers);
  set.recency = median(std::move(recency));
  set.frequency = median(std::move(frequency));
  set.spend = median(std::move(spend));
  return set;
}

}  // namespace rfmseg::figures
