#include "load/transaction_reader.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "csv/csv_file.hpp"
#include "load/blank_cell.hpp"
#include "load/columns.hpp"
#include "load/date_detection.hpp"
#include "load/number.hpp"
#include "load/placeholder_date.hpp"
#include "load/plain_decimal.hpp"
#include "load/transaction.hpp"
#include "load/transaction_format.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/layout/row_filter.hpp"
#include "text.hpp"
#include "words.hpp"

namespace rfmseg {
namespace {

std::vector<int> positions(const TransactionColumns& columns, const WantedParts& wanted,
                           const std::vector<int>& planned) {
  std::vector<int> positions(columns.position.begin(), columns.position.end());
  const auto skip = [&](Field field) { positions[static_cast<std::size_t>(field)] = -1; };
  skip(Field::description);
  if (!wanted.stock_code) skip(Field::stock_code);
  if (!wanted.country) skip(Field::country);
  if (!columns.has_both() && columns.by_unit) skip(Field::amount);
  positions.push_back(columns.group);
  positions.insert(positions.end(), wanted.extra.begin(), wanted.extra.end());
  positions.insert(positions.end(), planned.begin(), planned.end());
  return positions;
}

constexpr Decimal kOne{1, 0};
/// The bytes of a quantity that is below kLargestLineAmount.
constexpr std::size_t kPlainQuantity = 12;

}  // namespace

TransactionReader::TransactionReader(const CsvFile& file, const TransactionFormat& format,
                                     const WantedParts& wanted)
    : file_name_(file.name()),
      header_(file.header()),
      format_(format),
      wanted_(wanted),
      rows_(file, positions(format.columns, wanted, format.plan.columns()),
            wanted.other_columns ? OtherColumns::read : OtherColumns::skip),
      ids_(format.ids),
      numbers_(file.name(), file.header(), format.numbers),
      delimiter_(file.delimiter()),
      has_quantity_(format.columns.has(Field::quantity)),
      sums_terms_(!format.plan.amount.empty()),
      is_marked_(!format.cancellations.empty() || !format.adjustments.empty()),
      reads_more_(wanted.stock_code || wanted.country || format.columns.group >= 0 ||
                  format.columns.has(Field::currency) || format.columns.has_both()) {
  if (format.plan.empty()) return;
  layout_.emplace(file, format.plan, format.seen_orders);
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const int position = format.columns.position[i];
    is_own_[i] = position < 0 || layout_->is_own(position);
  }
  const auto joins = [&](Field field) { is_own_[static_cast<std::size_t>(field)] = false; };
  if (format.plan.order.size() > 1) joins(Field::order);
  if (format.plan.customer.size() > 1 || !format.plan.returns_customer.empty()) {
    joins(Field::customer);
  }
  if (format.plan.date.size() > 1) joins(Field::date);
}

std::string_view TransactionReader::layout_field(Field field) const {
  switch (field) {
    case Field::order:
      return layout_->order();
    case Field::customer:
      return layout_->customer();
    case Field::date:
      return layout_->date();
    default:
      return layout_->cell(format_.columns.at(field));
  }
}

/// Parses the date of the row. The rows of an order have the same date, so the last one is reused.
[[gnu::always_inline]] inline bool TransactionReader::read_time(std::string_view text,
                                                                Timestamp& time) {
  if (!(last_date_.is(text) && !text.empty()) && !read_new_time(text)) return false;
  time = last_time_;
  return true;
}

/// Sets `last_time_`, if the text is a date.
bool TransactionReader::read_new_time(std::string_view text) {
  UtcOffset offset;
  const auto parsed = format_.dates.parse(text, offset);
  if (!parsed || is_placeholder_date(*parsed)) return false;
  if (format_.lacks_1970 && is_first_of_1970(*parsed)) return false;
  const auto local = format_.local_times.of(*parsed, offset);
  if (!local) return false;
  offsets_.add(offset);
  last_date_.note(text);
  last_time_ = *local;
  return true;
}

template <bool kLayout>
[[gnu::always_inline]] inline bool TransactionReader::read_plain_quantity() {
  transaction_.quantity = kOne;
  if (format_.numbers.decimal != '.') return false;
  if (!has_quantity_) return true;
  const std::string_view quantity = known_field<kLayout>(Field::quantity);
  return quantity.size() <= kPlainQuantity && parse_plain_decimal(quantity, transaction_.quantity);
}

template <bool kLayout>
[[gnu::always_inline]] inline bool TransactionReader::read_plain_values() {
  Transaction& row = transaction_;
  const TransactionColumns& columns = format_.columns;
  return !sums_terms_ && read_plain_quantity<kLayout>() &&
         parse_plain_decimal(known_field<kLayout>(columns.worth), row.price) &&
         multiply_plain(columns.by_unit ? row.quantity : kOne, row.price, row.amount) &&
         read_time(known_field<kLayout>(Field::date), row.time);
}

/// Whether the amount of the row's order counts in another row, and all else is plain, as it is in
/// most such rows.
inline bool TransactionReader::is_plain_further_line() {
  return layout_->amount_is_elsewhere() && !format_.columns.by_unit &&
         read_plain_quantity<true>() &&
         read_time(known_field<true>(Field::date), transaction_.time);
}

bool TransactionReader::read_values() {
  Transaction& row = transaction_;
  const TransactionColumns& columns = format_.columns;
  row.quantity = kOne;
  const Cell quantity = has_quantity_
                            ? numbers_.read_quantity(number_cell(Field::quantity), row.quantity)
                            : Cell::number;
  numbers_.forget_currency();
  worth_cell_ = number_cell(columns.worth);
  Cell worth = sums_terms_ ? layout_amount_.read(*layout_, numbers_, worth_cell_, row.price)
                           : numbers_.read_amount(worth_cell_, row.price);
  bool by_unit = columns.by_unit;
  if (columns.has_both() && (quantity == Cell::blank || worth == Cell::blank) &&
      quantity != Cell::unreadable && worth != Cell::unreadable) {
    // The line amount, which does not depend on the quantity, replaces the product.
    worth = numbers_.read_amount(number_cell(Field::amount), row.price);
    by_unit = false;
  }
  row.currency = numbers_.currency();
  const bool blank = worth == Cell::blank || (by_unit && quantity == Cell::blank);
  const bool readable = quantity != Cell::unreadable && worth != Cell::unreadable;
  const bool has_amount =
      readable && !blank && multiply(by_unit ? row.quantity : kOne, row.price, row.amount);

  if (!read_time(field(Field::date), row.time)) {
    reject_time();
    if (has_amount) bad_.amount = row.amount;
    return false;
  }
  if (quantity == Cell::unreadable) return reject_number(number_cell(Field::quantity));
  if (worth == Cell::unreadable) return sums_terms_ ? reject_term() : reject_number(worth_cell_);
  if (blank) {
    const bool further = layout_ && layout_->is_further_line();
    return reject_as(further ? BadRow::Kind::further_line : BadRow::Kind::blank_amount);
  }
  if (!has_amount) {
    return reject(columns.worth,
                  fmt::format("gives a quantity or amount above {} or with more than 18 decimals",
                              kLargestLineAmount));
  }
  return true;
}

template <bool kLayout>
inline bool TransactionReader::read_transaction() {
  Transaction& row = transaction_;
  row.currency = {};
  row.mark = OrderMark::none;
  if (kLayout && is_plain_further_line()) return reject_as(BadRow::Kind::further_line);
  if (!read_plain_values<kLayout>() && !read_values()) return false;
  if (reads_more_) read_more();
  if (is_marked_ && transaction_.amount <= Amount{}) mark();
  return read_ids<kLayout>() && (!kLayout || finish_layout());
}

bool TransactionReader::finish_layout() {
  Transaction& row = transaction_;
  if (layout_->has_counted()) {
    reject_as(BadRow::Kind::repeated_order);
    bad_.amount = row.amount;
    return false;
  }
  if (layout_->returned() && row.amount > Amount{}) {
    row.amount = Amount{} - row.amount;
    if (row.quantity.positive()) row.quantity.digits = -row.quantity.digits;
  }
  return true;
}

/// Sets what the layout calls the order, by its id.
void TransactionReader::mark() {
  const std::string_view order = plain_id(field(Field::order));
  if (order.empty()) return;
  if (matches_pattern(order, format_.cancellations)) {
    transaction_.mark = OrderMark::cancellation;
  } else if (matches_pattern(order, format_.adjustments)) {
    transaction_.mark = OrderMark::adjustment;
  }
}

/// Reads what most runs do not use.
void TransactionReader::read_more() {
  Transaction& row = transaction_;
  row.stock_code = trimmed(field(Field::stock_code));
  row.country = trimmed(field(Field::country));
  if (format_.columns.group >= 0) row.group = trimmed(rows_.field(kFieldCount));
  if (format_.columns.has(Field::currency)) read_currency();
  if (format_.columns.has_both()) check_amount();
}

/// Sets the time at which the row was written.
void TransactionReader::read_update() {
  const auto place = static_cast<std::size_t>(format_.plan.updated_at);
  const std::string_view text =
      trimmed(layout_ ? layout_->cell(format_.plan.updated_at) : rows_.column(place));
  if (text.empty() || !same_text(text, last_update_text_)) {
    last_update_ = format_.updates->parse(text);
    last_update_text_ = text;
  }
  transaction_.updated = last_update_;
}

template <bool kLayout>
[[gnu::always_inline]] inline bool TransactionReader::read_ids() {
  const std::string_view order = field_of<kLayout>(Field::order);
  const std::string_view customer = field_of<kLayout>(Field::customer);
  if (has_ids_ && order_cell_.is(order) && customer_cell_.is(customer)) return true;
  order_cell_.note(order);
  customer_cell_.note(customer);
  return has_ids_ = read_new_ids();
}

/// Sets the currency of the row by its column, which precedes a sign at the amount.
void TransactionReader::read_currency() {
  const std::string_view text = trimmed(field(Field::currency));
  if (is_blank_cell(text)) return;
  if (!same_text(text, currency_text_)) {
    currency_text_ = text;
    currency_ = currency_of(text);
  }
  transaction_.currency = currency_;
}

/// Compares the row's line amount with its product of quantity and price.
void TransactionReader::check_amount() {
  Decimal stated;
  Amount amount;
  const Transaction& row = transaction_;
  if (numbers_.read_amount(number_cell(Field::amount), stated) == Cell::number &&
      multiply(kOne, stated, amount)) {
    amount_check_.add(row.amount, amount);
  }
}

bool TransactionReader::next() {
  while (rows_.next()) {
    if (layout_) layout_->next(rows_);
    good_ = rows_.good() && (layout_ ? read_row<true>() : read_row<false>());
    if (good_ || take_bad_row()) return true;
  }
  return false;
}

template <bool kLayout>
inline bool TransactionReader::read_row() {
  if (format_.updates) read_update();
  if (kLayout && layout_->is_separated()) throw_separated();
  return read_transaction<kLayout>();
}

NumberCell TransactionReader::number_cell(Field field) const {
  return {this->field(field), format_.columns.at(field), rows_.line()};
}

}  // namespace rfmseg
