#include "rfm/customer_dates.hpp"

#include <cstdint>
#include <vector>

#include "csv/row_reader.hpp"
#include "load/date_detection.hpp"
#include "load/look_ahead.hpp"
#include "text.hpp"

namespace rfmseg {

CustomerDates find_customer_dates(CsvFile& file, const CustomerFileColumns& columns,
                                  const LoadOptions& options) {
  std::vector<CustomerColumn> used;
  if (columns.dates) used.push_back(CustomerColumn::first_purchase);
  if (columns.dates || !columns.has(CustomerColumn::recency)) {
    used.push_back(CustomerColumn::last_purchase);
  }
  if (used.empty()) return {};
  std::vector<int> positions;
  for (const CustomerColumn column : used) {
    positions.push_back(columns.position[static_cast<std::size_t>(column)]);
  }

  DateDetection dates;
  std::uint64_t looked_at = 0;
  look_ahead(file, positions, [&](const RowReader& row) {
    for (std::size_t i = 0; i < used.size(); ++i) dates.add(trimmed(row.field(i)), row.line());
    return ++looked_at < kRowsToLookAt || (!options.date_format && !dates.decided());
  });
  const auto last = static_cast<std::size_t>(positions.back());
  DateFormat format = options.date_format
                          ? DateFormat{TimestampParser(*options.date_format), {}}
                          : dates.format(file.name(), "column " + printable(file.header()[last]));
  return {std::move(format), local_times(options.zone, dates.offsets()), dates.offsets()};
}

}  // namespace rfmseg
