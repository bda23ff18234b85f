#include "rfm/last_cells.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <compare>

#include "load/field_names.hpp"
#include "rfm/customer_schema.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

bool is_digits(std::string_view id) {
  return !id.empty() && std::ranges::all_of(id, is_digit);
}

/// See LastCells.
std::strong_ordering compare_orders(std::string_view a, std::string_view b) {
  const bool is_digits_a = is_digits(a);
  if (is_digits_a != is_digits(b)) {
    return is_digits_a ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  if (is_digits_a) {
    const auto digits = [](std::string_view id) {
      return id.substr(std::min(id.find_first_not_of('0'), id.size()));
    };
    const std::string_view digits_a = digits(a);
    const std::string_view digits_b = digits(b);
    if (digits_a.size() != digits_b.size()) return digits_a.size() <=> digits_b.size();
    if (const auto order = digits_a.compare(digits_b); order != 0) return order <=> 0;
  }
  return a.compare(b) <=> 0;
}

}  // namespace

void check_carried_columns(const std::vector<std::string>& names) {
  std::vector<std::string> plain;
  for (const std::string& name : names) {
    const std::string own = plain_name(name);
    const bool is_measured = std::ranges::any_of(kCustomerColumns, [&](std::string_view column) {
      return plain_name(std::string(column)) == own;
    });
    if (is_measured) {
      throw UsageError(fmt::format("{} {}: every table of customers has a column of this name",
                                   Setting::carried_columns, printable(name)));
    }
    if (std::ranges::find(plain, own) != plain.end()) {
      throw UsageError(fmt::format("{} names {} twice", Setting::carried_columns, printable(name)));
    }
    plain.push_back(own);
  }
}

void LastCells::add(const Transaction& transaction, std::span<const std::string_view> cells) {
  update(transaction.customer_id, transaction.time, transaction.order_id, cells);
}

void LastCells::merge(const LastCells& other) {
  for (std::size_t customer = 0; customer < other.customers_.size(); ++customer) {
    const Row& row = other.rows_[customer];
    update(other.customers_.id(customer), row.time, row.order,
           std::span(other.cells_).subspan(customer * columns_, columns_));
  }
}

TextColumn LastCells::column(std::size_t column, const IdColumn& ids) const {
  TextColumn texts;
  for (const std::string_view id : ids) {
    const auto customer = customers_.find(id);
    texts.push_back(customer ? std::string_view(cells_[*customer * columns_ + column]) : "");
  }
  return texts;
}

template <class Text>
void LastCells::update(std::string_view customer, Timestamp time, std::string_view order,
                       std::span<const Text> cells) {
  const std::size_t number = customers_.add(customer);
  if (number == rows_.size()) {
    rows_.emplace_back();
    cells_.resize(cells_.size() + columns_);
  }
  Row& row = rows_[number];
  const std::span<std::string> own = std::span(cells_).subspan(number * columns_, columns_);
  const bool has_first = !cells.front().empty();
  const auto blank = std::ranges::count_if(cells, [](const Text& cell) { return cell.empty(); });
  const std::size_t values = cells.size() - static_cast<std::size_t>(blank);
  const bool comes_after = [&] {
    if (values == 0 || row.values == 0) return values > 0;
    if (has_first != row.has_first) return has_first;
    if (time != row.time) return time > row.time;
    if (const auto by_order = compare_orders(order, row.order); by_order != 0) return by_order > 0;
    if (values != row.values) return values > row.values;
    return std::ranges::lexicographical_compare(cells, own);
  }();
  if (!comes_after) return;
  row.has_first = has_first;
  row.time = time;
  row.order = order;
  row.values = values;
  std::ranges::copy(cells, own.begin());
}

}  // namespace rfmseg
