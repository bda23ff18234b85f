#include "load/order_groups.hpp"

#include <xxhash.h>

#include <algorithm>

#include "text.hpp"
#include "words.hpp"

namespace rfmseg {
namespace {

/// The columns that groups are found by: of the order, of its values, of returns; then those of
/// which rows have the value of another row.
std::vector<int> group_columns(const RowPlan& plan) {
  std::vector<int> columns = plan.order;
  columns.insert(columns.end(), plan.once.begin(), plan.once.end());
  for (const PlacedValues& values : plan.returns) columns.push_back(values.position);
  columns.insert(columns.end(), plan.shared.begin(), plan.shared.end());
  columns.insert(columns.end(), plan.filtered.begin(), plan.filtered.end());
  return columns;
}

}  // namespace

SeenOrders::Print SeenOrders::print_of(std::string_view order, bool returned) {
  const XXH128_hash_t print = XXH3_128bits_withSeed(order.data(), order.size(), returned ? 1 : 0);
  return {print.high64, print.low64};
}

bool SeenOrders::is_repeated(const Print& order, std::uint64_t values, bool& differs) {
  const auto [seen, is_new] = values_.emplace(order, values);
  differs = !is_new && seen->second != values;
  return !is_new;
}

OrderGroups::OrderGroups(const CsvFile& file, const RowPlan& plan)
    : reader_(file, group_columns(plan), OtherColumns::skip),
      orders_(plan.order.size()),
      once_(plan.once.size()),
      shared_(plan.shared.size()),
      filtered_(plan.filtered.size()) {
  for (const int place : plan.once) {
    const bool is_amount = std::ranges::any_of(plan.amount, [&](const PlacedTerm& term) {
      return std::ranges::find(term.factors, place) != term.factors.end();
    });
    is_amount_.push_back(is_amount ? 1 : 0);
    has_amounts_ = has_amounts_ || is_amount;
  }
  for (const int place : plan.once) {
    is_value_.push_back(std::ranges::find(plan.identifying, place) == plan.identifying.end());
  }
  if (std::ranges::find(is_value_, true) == is_value_.end()) is_value_.assign(once_, true);
  for (const PlacedValues& values : plan.returns) returns_.push_back(values.values);
}

inline std::string_view OrderGroups::order_of_row() const {
  if (orders_ == 1) return trimmed(reader_.field(0));
  for (std::size_t i = 0; i < orders_; ++i) {
    const std::string_view order = trimmed(reader_.field(i));
    if (!order.empty()) return order;
  }
  return {};
}

bool OrderGroups::is_returned() const {
  for (std::size_t i = 0; i < returns_.size(); ++i) {
    if (returns_[i].match(trimmed(reader_.field(orders_ + once_ + i)))) return true;
  }
  return false;
}

bool OrderGroups::has_other_amount() const {
  const std::size_t first = values_.size() - width();
  for (std::size_t i = 0; i < once_; ++i) {
    if (is_amount_[i] == 0) continue;
    const std::string_view cell = trimmed(reader_.field(orders_ + i));
    const std::string_view value = values_[first + i];
    if (!cell.empty() && !value.empty() && !same_text(cell, value)) return true;
  }
  return false;
}

std::string_view OrderGroups::kept(std::string_view text) {
  const bool in_block =
      text.data() >= block_.data() && text.data() <= block_.data() + block_.size();
  return text.empty() || in_block ? text : texts_.emplace_back(text);
}

void OrderGroups::start(const Block& block) {
  block_ = block.text();
  texts_.clear();
  groups_.clear();
  values_.clear();
  rows_ = 0;
  row_ = static_cast<std::size_t>(-1);
  current_ = -1;
  reader_.start(block);
  for (; reader_.next(); ++rows_) {
    if (!reader_.good()) {
      // A malformed row belongs to no order; it does not end the group that it is in.
      if (groups_.empty()) {
        groups_.push_back({rows_, rows_, reader_.line(), {}, false});
        values_.resize(width());
        complete_ = true;  // rows after it make another group
      }
      continue;
    }
    const std::string_view order = order_of_row();
    const bool returned = is_returned();
    const bool differs = has_amounts_ && !groups_.empty() && has_other_amount();
    if (groups_.empty() || order.empty() || !same_text(order, groups_.back().order) ||
        returned != groups_.back().returned || (returned && differs)) {
      groups_.push_back({rows_, rows_, reader_.line(), kept(order), returned});
      values_.resize(values_.size() + width());
      complete_ = false;
    }
    if (differs && rows_ > groups_.back().first_row) groups_.back().conflicts = true;
    if (!complete_) add_values();
  }
}

void OrderGroups::add_values() {
  Group& group = groups_.back();
  const std::size_t first = values_.size() - width();
  bool has_amount = false;
  for (std::size_t i = 0; i < once_; ++i) {
    std::string_view& value = values_[first + i];
    const bool counts = is_amount_[i] != 0 && !group.has_amount;
    if (!counts && !value.empty()) continue;
    const std::string_view cell = trimmed(reader_.field(orders_ + i));
    if (cell.empty()) continue;
    has_amount = has_amount || counts;
    value = kept(cell);
  }
  if (has_amount) {
    group.has_amount = true;
    group.counted_row = rows_;
  }
  const std::size_t others = orders_ + once_ + returns_.size();
  for (std::size_t i = 0; i < shared_; ++i) {
    std::string_view& value = values_[first + once_ + i];
    if (value.empty()) value = kept(trimmed(reader_.field(others + i)));
  }
  for (std::size_t i = shared_; rows_ == group.counted_row && i < shared_ + filtered_; ++i) {
    values_[first + once_ + i] = kept(trimmed(reader_.field(others + i)));
  }
  const auto begin = values_.begin() + static_cast<std::ptrdiff_t>(first);
  complete_ = (group.has_amount || !has_amounts_) &&
              std::all_of(begin, begin + static_cast<std::ptrdiff_t>(once_ + shared_),
                          [](std::string_view value) { return !value.empty(); });
}

void OrderGroups::hash(std::size_t group) {
  Group& it = groups_[group];
  key_.clear();
  it.blank = true;
  for (std::size_t column = 0; column < once_; ++column) {
    const std::string_view value = values_[group * width() + column];
    it.blank = it.blank && (value.empty() || !is_value_[column]);
    key_ += value;
    key_ += '\0';
  }
  if (it.returned && !it.blank) {
    // Several refunds of an order are several returns.
    key_ += it.order;
    it.print = SeenOrders::print_of(key_, true);
  } else {
    it.values = XXH3_64bits(key_.data(), key_.size());
    it.print = SeenOrders::print_of(it.order, it.returned);
  }
}

void OrderGroups::mark_repeated(SeenOrders& seen, std::uint64_t sequence) {
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    if (!groups_[i].order.empty()) hash(i);
  }
  constexpr std::size_t kAhead = 8;
  seen.in_order(sequence, [&] {
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      if (i + kAhead < groups_.size()) seen.prefetch(groups_[i + kAhead].print);
      Group& group = groups_[i];
      if (group.order.empty()) continue;
      if (group.conflicts) seen.note_conflict(group.order, group.line);
      if (group.blank) {
        // Rows without a value of the order may come before those with them.
        group.repeated = !group.returned && seen.contains(group.print);
        continue;
      }
      bool differs = false;
      group.repeated = seen.is_repeated(group.print, group.values, differs);
      if (differs) seen.note_conflict(group.order, group.line);
    }
  });
}

}  // namespace rfmseg
