// The order and customer ids of a row, of which most equal those of the row above.

#include <string_view>

#include "load/blank_cell.hpp"
#include "load/footer.hpp"
#include "load/ids.hpp"
#include "load/transaction_reader.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// The order id of a cell; empty if it has none.
std::string_view order_of(std::string_view cell) {
  const std::string_view id = plain_id(cell);
  return is_blank_cell(id) ? std::string_view{} : id;
}

}  // namespace

/// Reads the ids of `order_cell_` and `customer_cell_`.
bool TransactionReader::read_new_ids() {
  Transaction& row = transaction_;
  row.nobody = {};
  row.order_id = order_of(order_cell_.text());
  row.customer_id = plain_id(customer_cell_.text());
  if (!row.order_id.empty() && !is_digit(row.order_id.front()) && is_total(row.order_id) &&
      !is_dated_row_of(row.customer_id)) {
    return reject_as(BadRow::Kind::footer);
  }
  return ids_.is_ordinary(row.customer_id) || row.customer_id.empty() ||
         read_special_customer(row.customer_id);
}

/// Whether a row with a word for a total instead of an id is not a footer: a company can be named
/// Total. `other` is the id of the order, or of the customer.
bool TransactionReader::is_dated_row_of(std::string_view other) const {
  return !other.empty() && !is_total(other) &&
         format_.dates.parse(trimmed(field(Field::date))).has_value();
}

/// Reads a customer id that may be other than its cell.
bool TransactionReader::read_special_customer(std::string_view id) {
  Transaction& row = transaction_;
  if (has_lost_digits(id)) {
    return reject(
        Field::customer,
        "has lost digits in a spreadsheet (hint: format the column as text and export again)");
  }
  if (is_total(id) && !is_dated_row_of(row.order_id)) return reject_as(BadRow::Kind::footer);
  if (ids_.is_nobody(id)) {
    row.nobody = id;
    row.customer_id = {};
  } else {
    row.customer_id = ids_.folded(id);
  }
  return true;
}

void TransactionReader::name_order() {
  if (bad_.kind == BadRow::Kind::footer) return;
  bad_.order_id = order_of(field(Field::order));
  bad_.updated = transaction_.updated;
  bad_.lacks_values = layout_ && layout_->lacks_values();
}

}  // namespace rfmseg
