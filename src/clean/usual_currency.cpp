#include "clean/usual_currency.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "load/blank_cell.hpp"
#include "load/number.hpp"

namespace rfmseg {
namespace {

/// The rows of one order in the sample, from `begin` to `end`.
struct SampleRows {
  const Sample& sample;
  std::size_t begin = 0, end = 0;

  [[nodiscard]] const std::string& cell(int place, std::size_t row) const {
    return sample.columns[static_cast<std::size_t>(place)][row];
  }
  /// The cell of the row, or of the first row that has one.
  [[nodiscard]] const std::string& filled(int place, std::size_t row) const {
    for (std::size_t i = begin; cell(place, row).empty() && i < end; ++i) {
      if (!cell(place, i).empty()) return cell(place, i);
    }
    return cell(place, row);
  }
};

/// The columns that may have a currency: its own, or those of amounts.
std::vector<int> currency_places(const TransactionFormat& format) {
  const TransactionColumns& columns = format.columns;
  if (columns.has(Field::currency)) return {columns.at(Field::currency)};
  std::vector<int> places;
  for (const PlacedTerm& term : format.plan.amount) {
    places.insert(places.end(), term.factors.begin(), term.factors.end());
  }
  if (places.empty()) places.push_back(columns.at(columns.worth));
  return places;
}

/// The first currency in the rows that pass the filters; empty if there is none.
std::string currency_of_order(const SampleRows& rows, const TransactionFormat& format,
                              const RowFilters& filters) {
  const bool own_column = format.columns.has(Field::currency);
  std::vector<std::string_view> values;
  for (std::size_t row = rows.begin; row < rows.end; ++row) {
    values.clear();
    for (const int place : filters.columns()) {
      values.push_back(format.plan.once.empty() ? rows.cell(place, row) : rows.filled(place, row));
    }
    if (!filters.pass(values)) continue;
    for (const int place : currency_places(format)) {
      const std::string& cell = rows.cell(place, row);
      if (is_blank_cell(cell)) continue;
      std::string currency = currency_of(cell);
      if (own_column || currency != cell) return currency;
    }
  }
  return {};
}

}  // namespace

std::string usual_currency(const Sample& sample, const TransactionFormat& format,
                           const RowFilters& filters) {
  const auto order_of = [&](std::size_t row) {
    const SampleRows rows{sample, row, row + 1};
    for (const int place : format.plan.order) {
      if (!rows.cell(place, row).empty()) return rows.cell(place, row);
    }
    const int place = format.columns.at(Field::order);
    return place < 0 ? std::string() : rows.cell(place, row);
  };
  std::map<std::string, std::size_t> orders;
  for (std::size_t begin = 0; begin < sample.rows();) {
    const std::string order = order_of(begin);
    std::size_t end = begin + 1;
    while (end < sample.rows() && !order.empty() && order_of(end) == order) ++end;
    const std::string currency = currency_of_order({sample, begin, end}, format, filters);
    if (!currency.empty()) ++orders[currency];
    begin = end;
  }
  const auto most = std::ranges::max_element(orders, {}, &decltype(orders)::value_type::second);
  return most == orders.end() ? format.numbers.currency : most->first;
}

}  // namespace rfmseg
