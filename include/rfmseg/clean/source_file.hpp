#pragma once

/// \file
/// How an input file was read.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/load/number_format.hpp"
#include "rfmseg/message.hpp"

namespace rfmseg {

/// The number of bad rows that messages and reports show.
inline constexpr std::size_t kErrorsShown = 5;

/// What a field of transactions is read from.
struct ColumnUse {
  std::string field;   ///< as field_name() returns it
  std::string column;  ///< a name, `Quantity × UnitPrice`, or empty if the file does not have it
};

/// `customer=CustomerID, order=InvoiceNo, ...`; with what a missing order column means.
[[nodiscard]] std::string describe_columns(const std::vector<ColumnUse>& columns);

struct SourceFile;

/// `shopify: charged with tax and shipping, less refunds`: the layouts of the files that have one,
/// and what their amounts are, each once.
[[nodiscard]] std::vector<std::string> describe_layouts(const std::vector<SourceFile>& files);

/// An input file, with the formats that were given or detected.
struct SourceFile {
  std::string name;        ///< the path; `<stdin>` for standard input
  std::uint64_t rows = 0;  ///< without the header
  /// What it is, if it is not CSV: `Excel workbook, sheet 'Orders'`. The encoding and the delimiter
  /// are then those of the CSV that it is read as.
  std::string format{};
  std::string encoding;  ///< for example `UTF-8`
  /// The first line that is not valid UTF-8, if the encoding was detected by it.
  std::optional<std::uint64_t> first_line_not_utf8;
  char delimiter = ',';
  std::string date_format;  ///< as TimestampParser::format() returns it
  NumberFormat numbers{};
  std::vector<ColumnUse> columns;  ///< the meaning of the columns that are used
  std::vector<Message> warnings;   ///< what to check
  /// The 128-bit XXH3 hash of the text, uncompressed and as UTF-8, in hexadecimal (for a plain
  /// UTF-8 file the output of `xxhsum -H2`). Empty unless CsvOptions::fingerprint is set.
  std::string fingerprint;
  /// Rows of orders that an earlier file of the run contains with exactly the same rows. Zero
  /// unless CleaningOptions::find_shared_orders is set.
  Ledger::Entry shared;
  /// Rows of orders that an earlier file contains in another state, if the layout restates orders
  /// and the files can be read only once.
  Ledger::Entry changed{};
  /// Rows of orders of which another file has a newer version, if the layout restates orders.
  Ledger::Entry restated{};
  /// The zone of the times: LoadOptions::zone if given, else `local (-05:00)` or `UTC` if they have
  /// UTC offsets, else empty.
  std::string zone{};
  /// `-08:00 to +01:00`, if the times were converted to UTC because their offsets are of different
  /// zones; else empty.
  std::string different_offsets{};
  std::string layout{};    ///< Layout::name; empty if it was read plainly
  std::string measures{};  ///< Layout::measures
  /// The rows with values that the layout does not list, by column and value: `Status=on trial`.
  ValueCounts::Values unknown{};
};

}  // namespace rfmseg
