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
  Cell* const own = cells_of(transaction.customer_id);
  for (std::size_t i = 0; i < columns_; ++i) {
    update(own[i], transaction.time, transaction.order_id, cells[i]);
  }
}

void LastCells::merge(const LastCells& other) {
  for (std::size_t customer = 0; customer < other.customers_.size(); ++customer) {
    Cell* const own = cells_of(other.customers_.id(customer));
    for (std::size_t i = 0; i < columns_; ++i) {
      const Cell& more = other.cells_[customer * columns_ + i];
      update(own[i], more.time, more.order, more.text);
    }
  }
}

std::vector<std::string> LastCells::column(std::size_t column, const IdColumn& ids) const {
  std::vector<std::string> texts(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto customer = customers_.find(ids[i]);
    if (customer) texts[i] = cells_[*customer * columns_ + column].text;
  }
  return texts;
}

LastCells::Cell* LastCells::cells_of(std::string_view customer) {
  const std::size_t first = customers_.add(customer) * columns_;
  if (first == cells_.size()) cells_.resize(first + columns_);
  return &cells_[first];
}

void LastCells::update(Cell& cell, Timestamp time, std::string_view order, std::string_view text) {
  if (text.empty()) return;
  if (!cell.text.empty()) {
    if (time < cell.time) return;
    if (time == cell.time) {
      const auto by_order = compare_orders(order, cell.order);
      if (by_order < 0 || (by_order == 0 && text >= cell.text)) return;
    }
  }
  cell.time = time;
  cell.order = order;
  cell.text = text;
}

}  // namespace rfmseg
