#include "load/transaction_format.hpp"

#include <fmt/core.h>

#include <cstdint>

#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"
#include "load/columns.hpp"
#include "load/date_detection.hpp"
#include "load/number_detection.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr std::uint64_t kRowsToLookAt = 1'000;
constexpr std::size_t kBytesToLookAt = std::size_t{64} << 20;

/// Passes rows to `look` until it returns false, the file ends or `kBytesToLookAt` were read.
template <class Look>
void look_ahead(CsvFile& file, const std::vector<int>& columns, Look look) {
  RowReader rows(file, columns);
  std::size_t bytes = 0;  // before the current block
  for (std::size_t ahead = 0; bytes < kBytesToLookAt; ++ahead) {
    const Block* block = file.peek(ahead);
    if (block == nullptr) break;
    const bool last = bytes + block->size > kBytesToLookAt;
    rows.start(*block);
    while (rows.next()) {
      // Exact to the byte, so that the result does not depend on the block size.
      if (last &&
          bytes + static_cast<std::size_t>(rows.raw_record().data() - block->text().data()) >=
              kBytesToLookAt) {
        break;
      }
      if (rows.good() && !look(rows)) return;
    }
    bytes += block->size;
  }
}

}  // namespace

TransactionFormat find_transaction_format(CsvFile& file, const LoadOptions& options) {
  auto columns = find_transaction_columns(file.name(), file.header(), options.columns);
  if (!options.group_column.empty()) {
    columns.group = find_group_column(file.name(), file.header(), options.group_column);
  }
  const Field worth = columns.worth();
  const auto called = [&](Field field) {
    return !columns.has(field)
               ? std::string()
               : "column " + printable(file.header()[static_cast<std::size_t>(columns.at(field))]);
  };
  const std::string date_column = called(Field::date);
  const std::string quantity_column = called(Field::quantity);
  const std::string worth_column = called(worth);

  DateDetection dates;
  NumberDetection numbers(options.decimal);
  std::uint64_t looked_at = 0;
  look_ahead(file, {columns.at(Field::date), columns.at(Field::quantity), columns.at(worth)},
             [&](const RowReader& row) {
               // After the first rows, each detection receives only values that it still needs, so
               // that neither affects the other.
               const bool early = looked_at++ < kRowsToLookAt;
               if (!options.date_format && (early || !dates.decided())) {
                 dates.add(trimmed(row.field(0)), row.line());
               }
               if (early || !numbers.decided()) {
                 numbers.add_quantity(row.field(1), row.line(), quantity_column);
                 numbers.add_amount(row.field(2), row.line(), worth_column);
               }
               return looked_at < kRowsToLookAt || (!options.date_format && !dates.decided()) ||
                      !numbers.decided();
             });

  auto date_format = options.date_format
                         ? DateFormat{TimestampParser(*options.date_format), std::nullopt}
                         : dates.format(file.name(), date_column);
  return {columns, std::move(date_format.dates), std::move(date_format.other_order),
          numbers.format(file.name())};
}

}  // namespace rfmseg
