#pragma once

/// \file
/// How a file would be read, and what its columns contain, before anything is measured.
///
///     const rfmseg::Inspection found = rfmseg::inspect_file("orders.csv", {.most_rows = 1000});
///     for (const rfmseg::InspectedColumn& column : found.columns) {
///       std::cout << column.name << ": " << column.type << ", " << column.meaning << '\n';
///     }
///     if (found.question) std::cout << found.question->what() << '\n';

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/clean/source_file.hpp"
#include "rfmseg/csv/csv_options.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/message.hpp"

namespace rfmseg {

/// A number of different things, of which only so many are counted that memory is bounded.
struct DistinctCount {
  std::uint64_t number = 0;
  bool or_more = false;  ///< there may be more than `number`

  friend bool operator==(const DistinctCount&, const DistinctCount&) = default;
};

/// A column of a file.
struct InspectedColumn {
  std::string name;     ///< as in the header
  std::string meaning;  ///< a field_name(), a column of customer files, `filter`; or empty
  /// What nearly all of its first 200 different values are: `empty`, `yes/no`, `e-mail`, `date`,
  /// `whole number`, `number`, `amount` (with `currency`), `digits` (with leading zeros), `code` (a
  /// word with digits) or `text`.
  std::string type;
  std::string currency{};              ///< of amounts: an ISO code or sign
  std::uint64_t blank = 0;             ///< cells without a value
  DistinctCount distinct{};            ///< values that are not blank
  std::vector<std::string> samples{};  ///< the first three different values, at most 64 bytes each
};

/// What the rows of a transaction file are.
struct InspectedTransactions {
  SourceFile source;
  Ledger ledger;
  bool several_currencies = false;  ///< the sums of the ledger then mean nothing
  // Of kept rows:
  std::optional<Timestamp> first, last;
  DistinctCount orders, customers;
  std::uint64_t customers_with_one_order = 0;  ///< of those that were counted
};

/// A file, as far as it can be read.
struct Inspection {
  std::string file;      ///< as messages call it
  std::string format;    ///< as SourceFile::format
  std::string encoding;  ///< empty, as all that follows, if not even the header can be read
  char delimiter = ',';
  std::uint64_t header_line = 0;
  std::uint64_t rows = 0;      ///< that were read, without rows of blank cells
  bool has_more_rows = false;  ///< after CsvOptions::most_rows
  bool has_customers = false;  ///< a customer file (see is_customer_file())
  /// Whether the columns were found; if so, one without a meaning is not used. If not, a field
  /// whose usual names include that of a column is its meaning.
  bool columns_found = false;
  std::vector<InspectedColumn> columns;
  std::size_t other_columns = 0;  ///< after the first 1,000
  std::optional<InspectedTransactions> transactions;
  std::vector<Message> warnings;  ///< what to check
  /// Why the file cannot be read further, with the settings that would help.
  std::optional<DataError> question;
};

/// Reads the file at `path`, or standard input for `-`, with these settings, and returns what was
/// found. A failure that concerns the contents of a text file becomes Inspection::question. Memory
/// is bounded.
///
/// Throws DataError if the file cannot be opened or is not text; UsageError if a setting is invalid
/// or names a column that does not exist.
[[nodiscard]] Inspection inspect_file(const std::string& path, const CsvOptions& csv = {},
                                      const CleaningOptions& options = {});

}  // namespace rfmseg
