#include "rfmseg/rfm/purchase_days.hpp"

#include <cstdint>

namespace rfmseg {

void PurchaseDays::push_back(const std::vector<PurchaseDay>& days) {
  for (const PurchaseDay& day : days) {
    days_.push_back(day.day.time_since_epoch().count());
    amounts_.push_back(day.amount);
  }
  ends_.push_back(static_cast<std::int64_t>(days_.size()));
}

std::vector<PurchaseDay> PurchaseDays::operator[](std::size_t customer) const {
  const auto end = static_cast<std::size_t>(ends_[customer]);
  auto at = customer == 0 ? std::size_t{0} : static_cast<std::size_t>(ends_[customer - 1]);
  std::vector<PurchaseDay> days;
  days.reserve(end - at);
  for (; at < end; ++at) {
    days.push_back({std::chrono::local_days(std::chrono::days(days_[at])), amounts_[at]});
  }
  return days;
}

}  // namespace rfmseg
