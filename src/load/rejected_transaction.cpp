// Rows that are not transactions: which are blank, headers or footers, the messages about the
// others, and questions about the file that only such a row shows.

#include <fmt/core.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "csv/header.hpp"
#include "load/blank_cell.hpp"
#include "load/date_detection.hpp"
#include "load/digit_limit.hpp"
#include "load/footer.hpp"
#include "load/repeated_header.hpp"
#include "load/transaction_reader.hpp"
#include "quoted_item.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {

/// Sets `bad_` for a row that is not a transaction; returns false if it is blank.
bool TransactionReader::take_bad_row() {
  if (is_blank_record(rows_.raw_record(), delimiter_)) return false;
  if (!rows_.good()) {
    const auto line = rows_.line();
    const std::uint64_t lines = rows_.lines();
    bad_ = {.kind = BadRow::Kind::malformed,
            .line = line,
            .message = fmt::format(
                "{}:{}: {}{}", file_name_, line, rows_.problem(),
                lines == 1 ? "" : fmt::format("; the row continues to line {}", line + lines - 1)),
            .amount = {},
            .lines = lines};
    if (is_footer_record(rows_.raw_record(), delimiter_, header_.size()))
      reject_as(BadRow::Kind::footer);
    return true;
  }
  // A row that is read, with a date, is not a header.
  const bool is_read =
      bad_.kind == BadRow::Kind::further_line || bad_.kind == BadRow::Kind::repeated_order;
  if (!is_read && is_header()) return true;
  if (layout_ && layout_->is_heading(rows_)) reject_as(BadRow::Kind::footer);
  name_order();
  return true;
}

/// Whether a row that cannot be read is a header again. Makes it a footer if it is one. Throws
/// DataError if another header begins.
bool TransactionReader::is_header() {
  rows_.read_other_columns();
  if (repeats_header(rows_, header_, format_.columns.position) ||
      rule_length(rows_.raw_record(), delimiter_, header_.size()) > 0) {
    reject_as(BadRow::Kind::repeated_header);
    return true;
  }
  if (reorders_columns(rows_, header_)) {
    throw DataError({file_name_, rows_.line()},
                    "the order of columns changes here (hint: split the file before this line)");
  }
  if (names_other_columns(rows_, header_)) {
    throw DataError({file_name_, rows_.line()},
                    fmt::format("another header seems to start here, with the column '{}' "
                                "(hint: split the file before this line, or delete the line)",
                                printable(trimmed(rows_.column(0)))));
  }
  if (bad_.kind == BadRow::Kind::unreadable &&
      is_footer_record(rows_.raw_record(), delimiter_, header_.size()))
    reject_as(BadRow::Kind::footer);
  return false;
}

/// Throws DataError: values of the order are in rows that are not next to this one.
void TransactionReader::throw_separated() const {
  throw DataError(
      ErrorKind::ambiguous_format, {file_name_, rows_.line()},
      fmt::format("the rows of order '{}' are not next to each other, and this one has no value in "
                  "a column with one value per order (hint: sort the file by order)",
                  printable(trimmed(layout_->order()))));
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
  if (format_.dates.parse(text)) {
    const std::string& column = header_[static_cast<std::size_t>(format_.columns.at(Field::date))];
    return reject(Field::date,
                  format_.plan.date.size() > 1
                      ? "is a placeholder, not a date"
                      : fmt::format("is a placeholder, not a date (hint: {} '{}={}' drops the row)",
                                    Setting::drop, quoted_item(printable(column), "="),
                                    quoted_item(printable(text), ",=")));
  }
  if (is_blank_cell(text) && is_blank_cell(field(Field::customer)) &&
      format_.plan.date.size() <= 1) {
    return reject(
        Field::date,
        "is blank, and so is the customer: the row seems to continue the one above (hint: "
        "write the order, date and customer in every row)");
  }
  for (const TimestampParser& other : format_.other_orders) {
    if (!other.parse(text)) continue;
    contradict(Field::date, fmt::format("is a date only in {0}, but others in this file only in "
                                        "{1} (hint: {2} '{0}' drops the others as unreadable)",
                                        format_to_give(other, text), format_.dates.format(),
                                        Setting::date_format));
  }
  return reject(Field::date, fmt::format("does not match date format {} (hint: {})",
                                         format_.dates.format(), Setting::date_format));
}

bool TransactionReader::reject_number(const NumberCell& cell) {
  const std::string& column = header_[static_cast<std::size_t>(cell.column)];
  return reject({file_name_, rows_.line(), printable(column), printable(cell.text)},
                number_fault(cell.text, format_.numbers.decimal == '.'
                                            ? "is not a number"
                                            : "is not a number with a decimal comma"));
}

bool TransactionReader::reject_term() {
  const std::string_view currency = layout_amount_.other_currency();
  if (currency.empty()) return reject_number(worth_cell_);
  const std::string& column = header_[static_cast<std::size_t>(worth_cell_.column)];
  return reject({file_name_, rows_.line(), printable(column), printable(worth_cell_.text)},
                fmt::format("is not in {}, like the rest of the amount", printable(currency)));
}

bool TransactionReader::reject_as(BadRow::Kind kind) {
  bad_ = {.kind = kind, .line = rows_.line(), .message = {}, .amount = {}};
  return false;
}

bool TransactionReader::reject(Field field, std::string_view expectation) {
  return reject(place(field), expectation);
}

bool TransactionReader::reject(const ErrorPlace& at, std::string_view expectation) {
  bad_ = {
      BadRow::Kind::unreadable, rows_.line(),
      fmt::format("{}:{}: column {}: '{}' {}", at.file, at.line, at.column, at.value, expectation),
      Amount{}};
  return false;
}

}  // namespace rfmseg
