#include "store/values.hpp"

#include <fmt/core.h>

#include <chrono>

#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

[[noreturn]] void fail(const SQLite::Column& column, const char* what) {
  throw DamagedValue(fmt::format("column {}: '{}' is not a {}", column.getName(),
                                 printable(text_of(column)), what));
}

}  // namespace

std::string_view text_of(const SQLite::Column& column) {
  const char* const text = column.getText();
  return {text, static_cast<std::size_t>(column.getBytes())};
}

Amount amount_of(const SQLite::Column& column) {
  const auto amount = parse_amount(text_of(column));
  if (!amount) fail(column, "number");
  return *amount;
}

Decimal decimal_of(const SQLite::Column& column) {
  const auto decimal = parse_decimal(text_of(column));
  if (!decimal) fail(column, "number");
  return *decimal;
}

Timestamp time_of(const SQLite::Column& column) {
  static const TimestampParser parser(TimestampParser::Known::iso);
  const auto time = parser.parse(text_of(column));
  if (!time) fail(column, "time");
  return *time;
}

std::string utc_now() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return to_string(Timestamp(now.time_since_epoch())) + "Z";
}

}  // namespace rfmseg
