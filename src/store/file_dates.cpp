#include "store/file_dates.hpp"

#include <algorithm>

namespace rfmseg {

using std::chrono::local_days;

void FileDates::add(Timestamp time, std::uint64_t line) {
  const auto date = std::chrono::floor<std::chrono::days>(time);
  if (latest_ == date) return;  // rows of a date usually follow each other
  latest_ = date;
  lines_.try_emplace(date, line);
}

std::optional<DateRange> FileDates::range() const {
  if (lines_.empty()) return std::nullopt;
  return DateRange{lines_.begin()->first, lines_.rbegin()->first};
}

std::optional<FileDates::Gap> FileDates::find_gap(const DateRange& store,
                                                  std::chrono::days most) const {
  local_days last = store.last;
  for (auto next = lines_.upper_bound(last); next != lines_.end(); ++next) {
    if (next->first - last > most) return Gap{next->first, last, next->second};
    last = next->first;
  }
  local_days first = store.first;
  for (auto next = std::make_reverse_iterator(lines_.lower_bound(first)); next != lines_.rend();
       ++next) {
    if (first - next->first > most) return Gap{next->first, first, next->second};
    first = next->first;
  }
  return std::nullopt;
}

}  // namespace rfmseg
