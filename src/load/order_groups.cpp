#include "load/order_groups.hpp"

#include <xxhash.h>

#include <algorithm>

#include "text.hpp"

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

bool SeenOrders::contains(std::string_view order, bool returned) const {
  return values_.contains(print_of(order, returned));
}

bool SeenOrders::is_repeated(std::string_view order, bool returned, std::string_view values,
                             std::uint64_t line) {
  const std::uint64_t hash = XXH3_64bits(values.data(), values.size());
  const auto [seen, is_new] = values_.emplace(print_of(order, returned), hash);
  if (!is_new && seen->second != hash && !conflict_) conflict_ = {line, std::string(order)};
  return !is_new;
}

OrderGroups::OrderGroups(const CsvFile& file, const RowPlan& plan)
    : reader_(file, group_columns(plan), OtherColumns::skip),
      orders_(plan.order.size()),
      once_(plan.once.size()),
      shared_(plan.shared.size()),
      filtered_(plan.filtered.size()) {
  for (const int place : plan.once) {
    is_amount_.push_back(std::ranges::any_of(plan.amount, [&](const PlacedTerm& term) {
      return std::ranges::find(term.factors, place) != term.factors.end();
    }));
  }
  for (const int place : plan.once) {
    is_value_.push_back(std::ranges::find(plan.identifying, place) == plan.identifying.end());
  }
  if (std::ranges::find(is_value_, true) == is_value_.end()) is_value_.assign(once_, true);
  for (const PlacedValues& values : plan.returns) returns_.push_back(values.values);
}

std::string_view OrderGroups::order_of_row() const {
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
    const std::string_view cell = trimmed(reader_.field(orders_ + i));
    const std::string_view value = values_[first + i];
    if (is_amount_[i] && !cell.empty() && !value.empty() && cell != value) return true;
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
      }
      continue;
    }
    const std::string_view order = order_of_row();
    const bool returned = is_returned();
    const bool differs = !groups_.empty() && has_other_amount();
    if (groups_.empty() || order.empty() || order != groups_.back().order ||
        returned != groups_.back().returned || (returned && differs)) {
      groups_.push_back({rows_, rows_, reader_.line(), kept(order), returned});
      values_.resize(values_.size() + width());
    }
    Group& group = groups_.back();
    group.conflicts = group.conflicts || (differs && rows_ > group.first_row);
    const std::size_t first = values_.size() - width();
    const std::size_t others = orders_ + once_ + returns_.size();
    for (std::size_t i = 0; i < shared_; ++i) {
      std::string_view& value = values_[first + once_ + i];
      if (value.empty()) value = kept(trimmed(reader_.field(others + i)));
    }
    bool has_amount = false;
    for (std::size_t i = 0; i < once_; ++i) {
      const std::string_view cell = trimmed(reader_.field(orders_ + i));
      if (cell.empty()) continue;
      has_amount = has_amount || is_amount_[i];
      if (values_[first + i].empty()) values_[first + i] = kept(cell);
    }
    if (has_amount && !group.has_amount) {
      group.has_amount = true;
      group.counted_row = rows_;
    }
    if (rows_ != group.counted_row) continue;
    for (std::size_t i = shared_; i < shared_ + filtered_; ++i) {
      values_[first + once_ + i] = kept(trimmed(reader_.field(others + i)));
    }
  }
}

void OrderGroups::mark_repeated(SeenOrders& seen, std::uint64_t sequence) {
  seen.in_order(sequence, [&] {
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      Group& group = groups_[i];
      if (group.order.empty()) continue;
      key_.clear();
      bool blank = true;
      for (std::size_t column = 0; column < once_; ++column) {
        const std::string_view value = values_[i * width() + column];
        blank = blank && (value.empty() || !is_value_[column]);
        key_ += value;
        key_ += '\0';
      }
      // Rows without a value of the order may come before those with them.
      group.blank = blank;
      if (group.conflicts) seen.note_conflict(group.order, group.line);
      // Several refunds of an order are several returns.
      if (group.returned) {
        key_ += group.order;
        group.repeated = !blank && seen.is_repeated(key_, true, {}, group.line);
        continue;
      }
      group.repeated = blank ? seen.contains(group.order, group.returned)
                             : seen.is_repeated(group.order, group.returned, key_, group.line);
    }
  });
}

}  // namespace rfmseg
