#include "rfm/customer_numbers.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "csv/row_reader.hpp"
#include "load/look_ahead.hpp"
#include "load/number_detection.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr std::array kNumbers = {CustomerColumn::recency, CustomerColumn::frequency,
                                 CustomerColumn::monetary, CustomerColumn::items,
                                 CustomerColumn::cluster_distance};

const std::string& name_of(const CsvFile& file, int position) {
  return file.header()[static_cast<std::size_t>(position)];
}

/// Whether it is a table of rfmseg. A spreadsheet program that writes decimal commas writes
/// semicolons between them.
bool is_own_table(const CsvFile& file, const CustomerFileColumns& columns) {
  constexpr std::array kNames = {CustomerColumn::customer_id, CustomerColumn::recency,
                                 CustomerColumn::frequency, CustomerColumn::monetary};
  return file.delimiter() != ';' && std::ranges::all_of(kNames, [&](CustomerColumn column) {
           const int position = columns.position[static_cast<std::size_t>(column)];
           return position >= 0 && name_of(file, position) == column_name(column);
         });
}

}  // namespace

NumberFormat find_customer_numbers(CsvFile& file, const CustomerFileColumns& columns,
                                   const LoadOptions& options) {
  std::vector<int> positions;
  std::vector<std::string> names;
  std::size_t monetary = 0;
  for (const CustomerColumn column : kNumbers) {
    if (!columns.has(column)) continue;
    if (column == CustomerColumn::monetary) monetary = positions.size();
    positions.push_back(columns.position[static_cast<std::size_t>(column)]);
    names.push_back("column " + printable(name_of(file, positions.back())));
  }
  NumberDetection numbers(options.decimal);
  std::uint64_t looked_at = 0;
  const bool own = is_own_table(file, columns);
  look_ahead(file, positions, [&](const RowReader& row) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i == monetary) {
        numbers.add_amount(row.field(i), row.line(), names[i]);
      } else {
        numbers.add_quantity(row.field(i), row.line(), names[i]);
      }
    }
    return ++looked_at < kRowsToLookAt || (!own && !numbers.decided());
  });
  if (own && !numbers.decided() && numbers.are_plain()) {
    return {'.', NumberFormat::Reason::proven, {}};
  }
  return numbers.format(file.name());
}

}  // namespace rfmseg
