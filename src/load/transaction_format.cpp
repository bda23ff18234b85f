#include "rfmseg/load/transaction_format.hpp"

#include <fmt/core.h>

#include <cstdint>

#include "rfmseg/csv/row_reader.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/text.hpp"

namespace rfmseg {
namespace {

constexpr std::uint64_t kRowsToLookAt = 1'000;
constexpr std::size_t kBytesToLookAt = std::size_t{64} << 20;

using Known = TimestampParser::Known;

/// How many of the values looked at each format can read.
struct Evidence {
  std::uint64_t rows = 0;
  std::uint64_t iso = 0;
  std::uint64_t only_month_first = 0;
  std::uint64_t only_day_first = 0;
  std::uint64_t either_order = 0;
  std::string first_value;
  std::uint64_t first_line = 0;
  std::string either_value;
  std::uint64_t either_line = 0;

  [[nodiscard]] std::uint64_t slashed() const {
    return only_month_first + only_day_first + either_order;
  }
  [[nodiscard]] bool decided() const {
    if (rows < kRowsToLookAt) return false;
    return iso >= slashed() || only_month_first > 0 || only_day_first > 0;
  }
  void add(std::string_view value, std::uint64_t line);
};

void Evidence::add(std::string_view value, std::uint64_t line) {
  static const TimestampParser iso_parser(Known::iso);
  static const TimestampParser month_first(Known::month_first);
  static const TimestampParser day_first(Known::day_first);
  ++rows;
  if (first_value.empty()) {  // an empty one says little
    first_value = value;
    first_line = line;
  }
  const bool fits_month_first = month_first.parse(value).has_value();
  const bool fits_day_first = day_first.parse(value).has_value();
  if (iso_parser.parse(value)) ++iso;
  if (fits_month_first && !fits_day_first) ++only_month_first;
  if (fits_day_first && !fits_month_first) ++only_day_first;
  if (fits_month_first && fits_day_first && either_order++ == 0) {
    either_value = value;
    either_line = line;
  }
}

/// Looks at the dates until they decide, or up to the end or `kBytesToLookAt`.
Evidence look_at_dates(CsvFile& file, int date_column) {
  Evidence evidence;
  RowReader rows(file, {date_column});
  std::size_t bytes = 0;  // before the block
  for (std::size_t ahead = 0; bytes < kBytesToLookAt; ++ahead) {
    const Block* block = file.peek(ahead);
    if (block == nullptr) break;
    const bool last = bytes + block->size > kBytesToLookAt;
    rows.start(*block);
    while (rows.next()) {
      // To the byte, so that the answer does not depend on how the file is cut into blocks.
      if (last &&
          bytes + static_cast<std::size_t>(rows.raw_record().data() - block->text().data()) >=
              kBytesToLookAt) {
        break;
      }
      if (!rows.good()) continue;
      evidence.add(trimmed(rows.field(0)), rows.line());
      if (evidence.decided()) return evidence;
    }
    bytes += block->size;
  }
  return evidence;
}

}  // namespace

TransactionFormat find_transaction_format(CsvFile& file, const LoadOptions& options) {
  const auto columns = find_transaction_columns(file.name(), file.header(), options.columns);
  if (options.date_format) return {columns, TimestampParser(*options.date_format), std::nullopt};

  const int date_column = columns.at(Field::date);
  const Evidence evidence = look_at_dates(file, date_column);
  const std::string name = printable(file.header()[static_cast<std::size_t>(date_column)]);
  if (evidence.iso >= evidence.slashed()) {
    if (evidence.iso == 0 && evidence.rows > 0) {
      throw DataError(fmt::format(
          "{}:{}: column {}: '{}' is no date of a known format (hint: --date-format, for example "
          "--date-format '%d.%m.%Y %H:%M')",
          file.name(), evidence.first_line, name, printable(evidence.first_value)));
    }
    return {columns, TimestampParser(Known::iso), std::nullopt};
  }
  if (evidence.only_month_first == 0 && evidence.only_day_first == 0) {
    throw DataError(fmt::format(
        "{}:{}: column {}: '{}' and all other dates fit both day-first and month-first (hint: "
        "--date-format '%d/%m/%Y' or --date-format '%m/%d/%Y')",
        file.name(), evidence.either_line, name, printable(evidence.either_value)));
  }
  if (evidence.only_month_first > evidence.only_day_first) {
    return {columns, TimestampParser(Known::month_first), TimestampParser(Known::day_first)};
  }
  return {columns, TimestampParser(Known::day_first), TimestampParser(Known::month_first)};
}

}  // namespace rfmseg
