#include "segment/what_if.hpp"

#include <algorithm>

#include "rfm/score_methods.hpp"

namespace rfmseg {
namespace {

bool by_place(const MetricScores& scores) {
  return traits(scores.scoring.method).by_place;
}

}  // namespace

WhatIf::WhatIf(const std::vector<Amount>& values, std::size_t customer, const MetricScores& scores,
               Better better)
    : scores_(scores), better_(better), count_(values.size()) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i == customer) continue;
    (i < customer ? before_ : after_).push_back(values[i]);
  }
  std::ranges::sort(before_);
  std::ranges::sort(after_);
}

int WhatIf::score(Amount value) const {
  if (!by_place(scores_)) return score_at(scores_, better_, value);
  return score_at_rank(scores_, better_, rank(value), count_);
}

std::int64_t WhatIf::rank(Amount value) const {
  const auto lower = std::ranges::upper_bound(before_, value) - before_.begin() +
                     (std::ranges::lower_bound(after_, value) - after_.begin());
  return 1 + lower;
}

std::int64_t WhatIf::ties(Amount value) const {
  const auto among = [&](const std::vector<Amount>& others) {
    const auto [first, last] = std::equal_range(others.begin(), others.end(), value);
    return last - first;
  };
  return among(before_) + among(after_);
}

Amount WhatIf::floor(Amount value) const {
  Amount least = value;
  if (!before_.empty()) least = std::min(least, before_.front());
  if (!after_.empty()) least = std::min(least, after_.front());
  if (!by_place(scores_)) {
    for (const Quantile& edge : scores_.edges) least = std::min(least, edge.floor());
  }
  return least - Amount::from_integer(1);
}

bool WhatIf::positive(Amount value) const {
  const Amount zero;
  return value > zero && (before_.empty() || before_.front() > zero) &&
         (after_.empty() || after_.front() > zero);
}

Amount WhatIf::ceiling(Amount value) const {
  Amount most = value;
  if (!before_.empty()) most = std::max(most, before_.back());
  if (!after_.empty()) most = std::max(most, after_.back());
  if (!by_place(scores_)) {
    for (const Quantile& edge : scores_.edges) most = std::max(most, edge.floor());
  }
  return most + Amount::from_integer(1);
}

}  // namespace rfmseg
