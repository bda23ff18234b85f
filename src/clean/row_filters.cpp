#include "clean/row_filters.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "layout/column_places.hpp"
#include "load/columns.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

Setting setting_of(RowFilter::Effect effect) {
  return effect == RowFilter::Effect::keep ? Setting::keep : Setting::drop;
}

}  // namespace

RowFilters::RowFilters(const std::string& file, const std::vector<std::string>& header,
                       const std::vector<RowFilter>& filters, const Layout& layout) {
  for (const RowFilter& filter : filters) {
    const std::string& name = filter.values.column;
    const int position = find_named_column(file, header, name, setting_of(filter.effect), name);
    add(filter, position, header[static_cast<std::size_t>(position)]);
  }
  const std::vector<int> given = columns_;
  // If a layout lists values to keep, the values to drop are the others it knows.
  const auto is_counted = [&](int position) {
    return std::ranges::any_of(layout.filters, [&](const RowFilter& other) {
      return other.effect == RowFilter::Effect::keep &&
             find_place(header, other.values.column) == position;
    });
  };
  for (const RowFilter& filter : layout.filters) {
    const int position = require_place(file, header, layout, filter.values.column);
    const bool replaced = std::ranges::find(given, position) != given.end();
    if (replaced || (filter.effect == RowFilter::Effect::drop && is_counted(position))) continue;
    add(filter, position, header[static_cast<std::size_t>(position)]);
    filters_.back().asked = false;
    filters_.back().knows_all = filter.effect == RowFilter::Effect::drop;
    for (const RowFilter& other : layout.filters) {
      if (other.effect == RowFilter::Effect::drop &&
          find_place(header, other.values.column) == position) {
        filters_.back().known = other.values;
      }
    }
  }
}

void RowFilters::add(const RowFilter& filter, int position, const std::string& column) {
  // `keep` twice for one column keeps what either keeps.
  for (std::size_t i = 0; i < filters_.size(); ++i) {
    if (filter.effect != RowFilter::Effect::keep || filters_[i].rule.effect != filter.effect ||
        columns_[i] != position) {
      continue;
    }
    std::vector<std::string>& patterns = filters_[i].rule.values.patterns;
    patterns.insert(patterns.end(), filter.values.patterns.begin(), filter.values.patterns.end());
    return;
  }
  columns_.push_back(position);
  filters_.push_back({.rule = filter, .column = column, .known = {}, .value = {}, .exclusion = {}});
}

std::vector<RowFilter> RowFilters::rules() const {
  std::vector<RowFilter> rules;
  for (const Filter& filter : filters_) {
    rules.push_back(filter.rule);
    rules.back().values.column = filter.column;
  }
  return rules;
}

bool RowFilters::pass(const std::vector<std::string_view>& values) const {
  for (std::size_t i = 0; i < filters_.size(); ++i) {
    if (!filters_[i].rule.passes(values[i])) return false;
  }
  return true;
}

void RowFilters::judge(Filter& filter, std::string_view value) {
  filter.is_new = false;
  filter.value = value;
  filter.counts = filter.rule.passes(value);
  if (filter.counts) return;
  filter.exclusion = {
      fmt::format("{}={}", printable(filter.column), value.empty() ? "(blank)" : printable(value)),
      filter.knows_all || value.empty() || filter.known.match(value), value.empty(), filter.asked};
}

}  // namespace rfmseg
