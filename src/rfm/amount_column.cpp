#include <limits>

#include "rfmseg/rfm/columns.hpp"

namespace rfmseg {
namespace {

bool fits(Int128 value) {
  return value >= std::numeric_limits<std::int64_t>::min() &&
         value <= std::numeric_limits<std::int64_t>::max();
}

}  // namespace

void AmountColumn::push_back(Amount amount) {
  const std::int64_t multiple = in_full_ ? 0 : to_multiple(amount);
  if (in_full_) {
    full_.push_back(amount);
  } else {
    multiples_.push_back(multiple);
  }
}

void AmountColumn::append(const AmountColumn& other) {
  if (!in_full_ && !other.in_full_ && unit_ == other.unit_)
    return multiples_.append(other.multiples_);
  for (const Amount amount : other) push_back(amount);
}

void AmountColumn::set(std::size_t index, Amount amount) {
  const std::int64_t multiple = in_full_ ? 0 : to_multiple(amount);
  if (in_full_) {
    full_[index] = amount;
  } else {
    multiples_.set(index, multiple);
  }
}

void AmountColumn::reserve(std::size_t count) {
  if (in_full_) {
    full_.reserve(count);
  } else {
    multiples_.reserve(count);
  }
}

void AmountColumn::sort() {
  std::sort(full_.begin(), full_.end());
  multiples_.sort();
}

std::int64_t AmountColumn::to_multiple(Amount amount) {
  std::int64_t unit = unit_;
  while (amount.units() % unit != 0) unit /= 10;
  const std::int64_t factor = unit_ / unit;
  const Int128 multiple = amount.units() / unit;
  bool all_fit = fits(multiple);
  if (all_fit && factor > 1 && !multiples_.empty()) {
    const auto [least, most] = std::ranges::minmax(multiples_);
    all_fit = fits(Int128{least} * factor) && fits(Int128{most} * factor);
  }
  if (!all_fit) {
    full_.assign(begin(), end());
    multiples_.clear();
    in_full_ = true;
    return 0;
  }
  if (factor > 1) {
    multiples_.multiply(factor);
    unit_ = unit;
  }
  return static_cast<std::int64_t>(multiple);
}

}  // namespace rfmseg
