#include "load/transaction_reader.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "csv/csv_file.hpp"
#include "load/blank_cell.hpp"
#include "load/columns.hpp"
#include "load/currency.hpp"
#include "load/date_detection.hpp"
#include "load/footer.hpp"
#include "load/number.hpp"
#include "load/number_detection.hpp"
#include "load/placeholder_date.hpp"
#include "load/plain_decimal.hpp"
#include "load/transaction.hpp"
#include "load/transaction_format.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"
#include "words.hpp"

namespace rfmseg {
namespace {

std::vector<int> positions(const TransactionColumns& columns, const WantedParts& wanted) {
  std::vector<int> positions(columns.position.begin(), columns.position.end());
  const auto skip = [&](Field field) { positions[static_cast<std::size_t>(field)] = -1; };
  skip(Field::description);
  if (!wanted.stock_code) skip(Field::stock_code);
  if (!wanted.country) skip(Field::country);
  if (!columns.has_both() && columns.by_unit) skip(Field::amount);
  positions.push_back(columns.group);
  positions.insert(positions.end(), wanted.extra.begin(), wanted.extra.end());
  return positions;
}

constexpr Decimal kOne{1, 0};

/// Whether a cell is a currency without a number, as spreadsheets show nothing or zero: `$ -`.
bool is_lone_currency(std::string_view text) {
  text = trimmed(text);
  if (strip_currency(text, true).empty() && strip_currency(text, false).empty()) return false;
  return is_blank_cell(text);
}

}  // namespace

TransactionReader::TransactionReader(const CsvFile& file, const TransactionFormat& format,
                                     const WantedParts& wanted)
    : file_name_(file.name()),
      header_(file.header()),
      format_(format),
      rows_(file, positions(format.columns, wanted),
            wanted.other_columns ? OtherColumns::read : OtherColumns::skip),
      ids_(format.ids),
      delimiter_(file.delimiter()),
      has_quantity_(format.columns.has(Field::quantity)),
      reads_more_(wanted.stock_code || wanted.country || format.columns.group >= 0 ||
                  format.columns.has(Field::currency) || format.columns.has_both()) {
  transaction_.numbered_orders = format.numbered_orders;
}

/// Parses the date of the row. The rows of an order have the same date, so the last one is reused.
inline bool TransactionReader::read_time(Timestamp& time) {
  const std::string_view text = field(Field::date);
  if (text.empty() || !same_text(text, last_date_)) {
    UtcOffset offset;
    const auto parsed = format_.dates.parse(text, offset);
    if (!parsed || is_placeholder_date(*parsed)) return false;
    const auto local = format_.local_times.of(*parsed, offset);
    if (!local) return false;
    offsets_.add(offset);
    last_date_ = text;
    last_time_ = *local;
  }
  time = last_time_;
  return true;
}

inline bool TransactionReader::read_plain_values() {
  Transaction& row = transaction_;
  const TransactionColumns& columns = format_.columns;
  row.quantity = kOne;
  return format_.numbers.decimal == '.' &&
         (!has_quantity_ || parse_plain_decimal(field(Field::quantity), row.quantity)) &&
         parse_plain_decimal(field(columns.worth), row.price) &&
         multiply_plain(columns.by_unit ? row.quantity : kOne, row.price, row.amount) &&
         read_time(row.time);
}

bool TransactionReader::read_values() {
  Transaction& row = transaction_;
  const TransactionColumns& columns = format_.columns;
  row.quantity = kOne;
  const Cell quantity = has_quantity_ ? read_number(Field::quantity, row.quantity) : Cell::number;
  Cell worth = read_number(columns.worth, row.price);
  bool by_unit = columns.by_unit;
  if (columns.has_both() && (quantity == Cell::blank || worth == Cell::blank) &&
      quantity != Cell::unreadable && worth != Cell::unreadable) {
    // The line amount, which does not depend on the quantity, replaces the product.
    worth = read_number(Field::amount, row.price);
    by_unit = false;
  }
  const bool blank = worth == Cell::blank || (by_unit && quantity == Cell::blank);
  const bool readable = quantity != Cell::unreadable && worth != Cell::unreadable;
  const bool has_amount =
      readable && !blank && multiply(by_unit ? row.quantity : kOne, row.price, row.amount);

  if (!read_time(row.time)) {
    reject_time();
    if (has_amount) bad_.amount = row.amount;
    return false;
  }
  if (quantity == Cell::unreadable) return reject_number(Field::quantity);
  if (worth == Cell::unreadable) return reject_number(columns.worth);
  if (blank) return reject_as(BadRow::Kind::blank_amount);
  if (!has_amount) {
    return reject(columns.worth,
                  fmt::format("makes a line amount beyond {} or 18 decimals", kLargestLineAmount));
  }
  return true;
}

inline bool TransactionReader::read_transaction() {
  Transaction& row = transaction_;
  row.currency = {};
  if (!read_plain_values() && !read_values()) return false;
  if (reads_more_) read_more();
  return read_ids();
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

inline bool TransactionReader::read_ids() {
  Transaction& row = transaction_;
  row.nobody = {};
  row.order_id = plain_id(field(Field::order));
  row.customer_id = plain_id(field(Field::customer));
  if (!row.order_id.empty() && !is_digit(row.order_id.front())) {
    if (is_missing_word(row.order_id)) row.order_id = {};
    if (is_total(row.order_id)) return reject_as(BadRow::Kind::footer);
  }
  return ids_.is_ordinary(row.customer_id) || row.customer_id.empty() ||
         read_special_customer(row.customer_id);
}

/// Reads a customer id that may be other than its cell.
bool TransactionReader::read_special_customer(std::string_view id) {
  Transaction& row = transaction_;
  if (has_lost_digits(id)) {
    return reject(Field::customer,
                  "has lost digits to a spreadsheet (format the column as text and export again)");
  }
  if (is_total(id)) return reject_as(BadRow::Kind::footer);
  if (ids_.is_nobody(id)) {
    row.nobody = id;
    row.customer_id = {};
  } else {
    row.customer_id = ids_.folded(id);
  }
  return true;
}

/// Sets the currency of the row by its column, which precedes a sign at the amount.
void TransactionReader::read_currency() {
  const std::string_view text = trimmed(field(Field::currency));
  if (is_blank_cell(text)) return;
  if (!same_text(text, currency_text_)) {
    currency_text_ = text;
    const auto number = parse_number(fmt::format("1 {}", text), '.');
    currency_ =
        number && !number->currency.empty() ? std::string(number->currency) : currency_text_;
  }
  transaction_.currency = currency_;
}

/// Compares the row's line amount with its product of quantity and price.
void TransactionReader::check_amount() {
  Decimal stated;
  Amount amount;
  const Transaction& row = transaction_;
  if (read_number(Field::amount, stated) == Cell::number && multiply(kOne, stated, amount)) {
    amount_check_.add(row.amount, amount);
  }
}

bool TransactionReader::next() {
  while (rows_.next()) {
    good_ = false;
    if (rows_.good()) {
      good_ = read_transaction();
      if (good_) return true;
      if (is_blank()) continue;
      if (is_header()) {
        reject_as(BadRow::Kind::repeated_header);
        return true;
      }
      check_order_of_columns();
      if (bad_.kind == BadRow::Kind::unreadable && is_footer()) reject_as(BadRow::Kind::footer);
      return true;
    }
    if (is_blank()) continue;
    const auto line = rows_.line();
    bad_ = {BadRow::Kind::malformed, line,
            fmt::format("{}:{}: {}", file_name_, line, rows_.problem()), Amount{}};
    if (is_footer()) reject_as(BadRow::Kind::footer);
    return true;
  }
  return false;
}

/// Whether the row consists of delimiters, quotes and white space.
bool TransactionReader::is_blank() const {
  return std::ranges::all_of(rows_.raw_record(), [&](char c) {
    return c == delimiter_ || c == ' ' || c == '\t' || c == '"' || c == '\r' || c == '\n';
  });
}

/// Whether a cell of a row that cannot be read is the text of a footer.
bool TransactionReader::is_footer() {
  std::string_view rest = rows_.raw_record();
  constexpr std::size_t kCells = 4;  // the text is at the beginning, maybe after a number
  for (std::size_t i = 0; i < kCells; ++i) {
    const std::size_t end = std::min(rest.find(delimiter_), rest.size());
    std::string_view cell = trimmed(rest.substr(0, end));
    if (cell.starts_with('"')) cell.remove_prefix(1);
    if (is_footer_text(cell)) return true;
    if (end == rest.size()) break;
    rest.remove_prefix(end + 1);
  }
  return false;
}

/// Parses a number; the fast path is for numbers as programs write them, read_written_number()
/// gives the same values.
TransactionReader::Cell TransactionReader::read_number(Field field, Decimal& number) {
  const std::string_view text = this->field(field);
  if (format_.numbers.decimal == '.' && parse_decimal(text, number)) return Cell::number;
  if (is_blank_cell(text)) return Cell::blank;
  const auto written = read_written_number(field);
  if (!written) return is_lone_currency(text) ? Cell::blank : Cell::unreadable;
  number = *written;
  return Cell::number;
}

bool TransactionReader::is_header() {
  rows_.read_other_columns();
  return std::ranges::all_of(format_.columns.position, [&](int position) {
    const auto column = static_cast<std::size_t>(position);
    return position < 0 || trimmed(rows_.column(column)) == header_[column];
  });
}

/// Throws DataError if the row has the names of all columns in another order.
void TransactionReader::check_order_of_columns() {
  const std::string_view first = trimmed(rows_.column(0));
  if (header_.size() < 2 || std::ranges::find(header_, first) == header_.end()) return;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < header_.size(); ++i) names.emplace_back(trimmed(rows_.column(i)));
  std::vector<std::string> header = header_;
  std::ranges::sort(names);
  std::ranges::sort(header);
  if (names != header) return;
  throw DataError({file_name_, rows_.line()},
                  "the columns change their order here (split the file before this line)");
}

/// Parses a quantity, price or amount in any notation.
std::optional<Decimal> TransactionReader::read_written_number(Field field) {
  const auto number = parse_number(this->field(field), format_.numbers.decimal);
  if (format_.numbers.reason != NumberFormat::Reason::given) check_mark(field, number);
  if (!number) return std::nullopt;
  if (number->currency.empty()) return number->value;
  if (field == Field::quantity) return std::nullopt;
  if (field == format_.columns.worth) {
    currency_text_.clear();
    currency_ = number->currency;
    transaction_.currency = currency_;
  }
  return number->value;
}

/// Throws DataError if the value contradicts the detected decimal mark. `number` is the value
/// parsed with this mark.
void TransactionReader::check_mark(Field field, const std::optional<WrittenNumber>& number) {
  const NumberFormat& numbers = format_.numbers;
  if (number && numbers.reason == NumberFormat::Reason::proven) return;
  const auto other = parse_number(this->field(field), numbers.other_mark());
  if (!other) return;
  if (!number) {
    contradict(field,
               fmt::format("is a number only with the decimal mark '{0}', but others in this file "
                           "are read with '{1}' (hint: {2} {0} makes the others bad rows)",
                           numbers.other_mark(), numbers.decimal, Setting::decimal));
  }
  if (differ_by_mark(this->field(field), *number, *other)) {
    contradict(field,
               fmt::format("is one number with a decimal point and another with a decimal comma, "
                           "and the first rows do not say which is right (hint: {0} . or {0} ,)",
                           Setting::decimal));
  }
}

ErrorPlace TransactionReader::place(Field field) const {
  return {file_name_, rows_.line(),
          printable(header_[static_cast<std::size_t>(format_.columns.at(field))]),
          printable(this->field(field))};
}

void TransactionReader::contradict(Field field, std::string_view problem) const {
  const ErrorPlace at = place(field);
  throw DataError(ErrorKind::ambiguous_format, at,
                  fmt::format("column {}: '{}' {}", at.column, at.value, problem));
}

bool TransactionReader::reject_time() {
  const std::string_view text = field(Field::date);
  if (format_.dates.parse(text)) return reject(Field::date, "is a placeholder, not a date");
  for (const TimestampParser& other : format_.other_orders) {
    if (!other.parse(text)) continue;
    contradict(
        Field::date,
        fmt::format("is only a date in {0}, but others in this file only in {1} (hint: "
                    "{2} '{0}' makes the others bad rows)",
                    format_to_give(other, text), format_.dates.format(), Setting::date_format));
  }
  return reject(Field::date, fmt::format("is no date in {} (hint: {})", format_.dates.format(),
                                         Setting::date_format));
}

bool TransactionReader::reject_number(Field field) {
  return reject(
      field, format_.numbers.decimal == '.' ? "is no number" : "is no number with decimal comma");
}

bool TransactionReader::reject_as(BadRow::Kind kind) {
  bad_ = {kind, rows_.line(), {}, Amount{}};
  return false;
}

bool TransactionReader::reject(Field field, std::string_view expectation) {
  const ErrorPlace at = place(field);
  bad_ = {
      BadRow::Kind::unreadable, rows_.line(),
      fmt::format("{}:{}: column {}: '{}' {}", at.file, at.line, at.column, at.value, expectation),
      Amount{}};
  return false;
}

}  // namespace rfmseg
