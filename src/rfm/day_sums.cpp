#include "rfm/day_sums.hpp"

#include <algorithm>

namespace rfmseg {

void DaySums::merge(DaySums&& others, const std::vector<std::uint32_t>& number) {
  for (const auto& [of, sum] : others.sums_) sums_[{number[of.first], of.second}] += sum;
  others.sums_ = {};
}

std::vector<std::vector<PurchaseDay>> DaySums::by_customer(std::size_t customers) const {
  std::vector<std::vector<PurchaseDay>> days(customers);
  for (const auto& [of, sum] : sums_) {
    days[of.first].push_back({std::chrono::local_days(std::chrono::days(of.second)), sum});
  }
  for (auto& of : days) std::ranges::sort(of, {}, &PurchaseDay::day);
  return days;
}

}  // namespace rfmseg
