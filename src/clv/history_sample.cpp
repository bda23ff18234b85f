#include "clv/history_sample.hpp"

#include <cmath>

namespace rfmseg {

HistorySample::HistorySample(const PurchaseHistories& histories) {
  for (std::size_t i = 0; i < histories.distinct.size(); ++i) {
    add(histories.distinct[i], static_cast<double>(histories.weight[i]));
  }
  count();
}

HistorySample HistorySample::thinned(std::size_t most) const {
  HistorySample fewer;
  const double step = std::ceil(customers_ / static_cast<double>(most));
  double passed = 0;
  double sampled = 0;
  for (std::size_t i = 0; i < histories_.size(); ++i) {
    passed += weights_[i];
    const double here = std::floor(passed / step) - sampled;
    if (here > 0) fewer.add(histories_[i], here);
    sampled += here;
  }
  fewer.count();
  return fewer;
}

void HistorySample::add(const PurchaseHistory& history, double weight) {
  histories_.push_back(history);
  weights_.push_back(weight);
}

void HistorySample::count() {
  for (std::size_t i = 0; i < histories_.size(); ++i) {
    const auto repeats = static_cast<std::size_t>(histories_[i].repeats);
    customers_ += weights_[i];
    purchases_ += weights_[i] * static_cast<double>(repeats);
    time_ += weights_[i] * histories_[i].observed;
    if (repeats == 0) continue;
    if (with_more_.size() < repeats) with_more_.resize(repeats);
    with_more_[repeats - 1] += weights_[i];
  }
  for (std::size_t j = with_more_.size(); j > 1; --j) with_more_[j - 2] += with_more_[j - 1];
}

Term purchases_term(const HistorySample& sample, double r, double alpha) {
  Term sum;
  const std::vector<double>& more = sample.with_more();
  for (std::size_t j = 0; j < more.size(); ++j) {
    const double place = r + static_cast<double>(j);
    sum.add({.value = std::log(place), .slope = {r / place}}, more[j]);
  }
  sum.add({.value = -std::log(alpha), .slope = {0, -1}}, sample.purchases());
  return sum;
}

}  // namespace rfmseg
