#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"
#include "load/date_detection.hpp"
#include "load/local_times.hpp"
#include "load/number_reader.hpp"
#include "rfm/customer_schema.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/load/load_options.hpp"
#include "rfmseg/load/number_format.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/rfm/customer_table.hpp"

namespace rfmseg {

/// The recency of a customer with only a last purchase, until the as-of date is known.
inline constexpr std::int64_t kUnknownRecency = -1;

/// The columns of a customer file.
struct CustomerFileColumns {
  /// Throws DataError if a required column is missing; UsageError if one that `options` name, or
  /// the group column, is.
  CustomerFileColumns(const CsvFile& file, const LoadOptions& options);

  [[nodiscard]] bool has(CustomerColumn column) const {
    return position[static_cast<std::size_t>(column)] >= 0;
  }

  /// By CustomerColumn, -1 for none; then those of LoadOptions::carried_columns and of the group.
  std::vector<int> position;
  std::vector<CustomerColumn> carried;  ///< those that other commands computed
  std::size_t extra = 0;                ///< the number of LoadOptions::carried_columns
  bool grouped = false;
  bool dates = false;  ///< whether customers get both dates
  bool items = false;  ///< whether customers get items
};

/// How the dates of a customer file are read.
struct CustomerDates {
  DateFormat format{TimestampParser(TimestampParser::Known::iso), {}};
  LocalTimes local_times{};
  OffsetRange offsets{};  ///< of the first rows
};

/// Rows of a customer file.
struct CustomerRows {
  CustomerTable table;  ///< `carried` and `extra` are parallel to those of CustomerFileColumns
  std::vector<std::uint64_t> lines;
};

/// Reads rows of a customer file. Create one per thread.
class CustomerRowReader {
 public:
  CustomerRowReader(const CsvFile& file, const CustomerFileColumns& columns,
                    const CustomerDates& dates, const NumberFormat& numbers);

  /// The rows of the block. Throws DataError for the first one that cannot be read.
  [[nodiscard]] CustomerRows read(const Block& block);

 private:
  using Outcome = NumberReader::Outcome;

  void add_row(CustomerRows& rows);
  [[nodiscard]] std::string_view cell(CustomerColumn column) const;
  [[nodiscard]] std::string column_name(CustomerColumn column) const;
  [[nodiscard]] NumberCell number_cell(CustomerColumn column) const;
  [[nodiscard]] std::int64_t count(CustomerColumn column);
  [[nodiscard]] Amount amount(CustomerColumn column);
  void check_currency(CustomerColumn column);
  [[nodiscard]] Timestamp time(CustomerColumn column) const;
  void add_carried(CustomerColumn column, TextColumn& cells);
  [[noreturn]] void fail_date(CustomerColumn column) const;
  [[noreturn]] void fail(CustomerColumn column, std::string_view expectation,
                         ErrorKind kind = ErrorKind::invalid_value) const;

  const CsvFile& file_;
  const CustomerFileColumns& columns_;
  RowReader rows_;
  CustomerDates dates_;
  NumberFormat format_;
  NumberReader numbers_;
};

}  // namespace rfmseg
