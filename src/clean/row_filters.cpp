#include "clean/row_filters.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "load/columns.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

Setting setting_of(RowFilter::Effect effect) {
  return effect == RowFilter::Effect::keep ? Setting::keep : Setting::drop;
}

bool passes(const RowFilter& filter, std::string_view value) {
  const bool matches = std::ranges::any_of(
      filter.patterns, [&](const std::string& pattern) { return matches_pattern(value, pattern); });
  return matches == (filter.effect == RowFilter::Effect::keep);
}

}  // namespace

RowFilter RowFilter::parse(Effect effect, std::string_view text) {
  // A name may contain `=`, a pattern too: the first one separates them.
  const std::size_t equals = text.find('=');
  RowFilter filter{effect, std::string(trimmed(text.substr(0, equals))), {}};
  if (equals == std::string_view::npos || filter.column.empty()) {
    throw UsageError(
        fmt::format("{}: '{}' is not COLUMN=VALUE", setting_of(effect), printable(text)));
  }
  std::string_view rest = text.substr(equals + 1);
  while (true) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    filter.patterns.emplace_back(trimmed(rest.substr(0, end)));
    if (end == rest.size()) return filter;
    rest.remove_prefix(end + 1);
  }
}

bool matches_pattern(std::string_view text, std::string_view pattern) {
  // After a mismatch the last `*` is tried again with one character more: linear in practice, and
  // never more than the product of both lengths.
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t star = std::string_view::npos;
  std::size_t after_star = 0;
  while (at < text.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      star = in_pattern++;
      after_star = at;
    } else if (in_pattern < pattern.size() && to_lower(pattern[in_pattern]) == to_lower(text[at])) {
      ++in_pattern;
      ++at;
    } else if (star != std::string_view::npos) {
      in_pattern = star + 1;
      at = ++after_star;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in_pattern) == std::string_view::npos;
}

RowFilters::RowFilters(const std::string& file, const std::vector<std::string>& header,
                       const std::vector<RowFilter>& filters) {
  for (const RowFilter& filter : filters) {
    const int position =
        find_named_column(file, header, filter.column, setting_of(filter.effect), filter.column);
    // `keep` twice for one column keeps what either keeps.
    const auto same = std::ranges::find_if(filters_, [&](const Filter& other) {
      return filter.effect == RowFilter::Effect::keep && other.rule.effect == filter.effect &&
             columns_[static_cast<std::size_t>(&other - filters_.data())] == position;
    });
    if (same != filters_.end()) {
      same->rule.patterns.insert(same->rule.patterns.end(), filter.patterns.begin(),
                                 filter.patterns.end());
      continue;
    }
    columns_.push_back(position);
    filters_.push_back({filter, header[static_cast<std::size_t>(position)], true, {}, {}, true});
  }
}

const std::string* RowFilters::excluding(const TransactionReader& row, std::size_t first) {
  for (std::size_t i = 0; i < filters_.size(); ++i) {
    Filter& filter = filters_[i];
    const std::string_view value = row.extra(first + i);
    if (filter.is_new || value != filter.value) {
      filter.is_new = false;
      filter.value = value;
      filter.counts = passes(filter.rule, value);
      filter.label = fmt::format("{}={}", printable(filter.column), printable(value));
    }
    if (!filter.counts) return &filter.label;
  }
  return nullptr;
}

}  // namespace rfmseg
