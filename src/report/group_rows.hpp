#pragma once

#include <string>
#include <utility>
#include <vector>

#include "report/number_text.hpp"
#include "rfmseg/report/analysis.hpp"
#include "rfmseg/report/document.hpp"

namespace rfmseg {

/// Columns that every table of groups of customers shares: how many, how they buy, what they bring.
[[nodiscard]] inline std::vector<Table::Column> group_columns(std::string title) {
  return {{std::move(title), Align::left},
          {"Cust."},
          {"Share", Align::right, true},
          {"R"},
          {"F"},
          {"M"},
          {"Revenue"},
          {"Share", Align::right, true}};
}

/// What shares are of.
struct Whole {
  double customers = 0;
  double revenue = 0;
};

[[nodiscard]] inline Whole whole_of(const Analysis& analysis) {
  return {static_cast<double>(analysis.table.size()), analysis.revenue().to_double()};
}

/// The cells of one group: a SegmentSummary or a GroupProfile.
template <class Group>
[[nodiscard]] Table::Row group_row(std::string name, const Group& group, const Whole& whole) {
  return {{std::move(name), count_text(group.customers),
           percent_text(static_cast<double>(group.customers), whole.customers),
           mean_text(group.mean_recency, 1), mean_text(group.mean_frequency, 1),
           mean_text(group.mean_monetary(), 2), money_text(group.revenue),
           percent_text(group.revenue.to_double(), whole.revenue)}};
}

}  // namespace rfmseg
