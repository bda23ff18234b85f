#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"
#include "load/number.hpp"
#include "load/transaction.hpp"
#include "load/transaction_format.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {

/// Reads the rows of a file's blocks as transactions. One per thread; views in transactions stay
/// valid until the next start().
class TransactionReader {
 public:
  TransactionReader(const CsvFile& file, const TransactionFormat& format);

  /// Turns to the rows of `block`, which must outlive their use.
  void start(const Block& block) { rows_.start(block); }

  /// Moves to the next row; false after the block's last. Throws DataError when a date contradicts
  /// the order of day and month that was found for the file, or a number its decimal mark.
  [[nodiscard]] bool next();

  /// The row as a transaction; null when it is bad().
  [[nodiscard]] const Transaction* transaction() const { return good_ ? &transaction_ : nullptr; }
  /// What is wrong with the row when it is no transaction.
  [[nodiscard]] const BadRow& bad() const { return bad_; }
  /// The row itself.
  [[nodiscard]] const RowReader& row() const { return rows_; }

 private:
  [[nodiscard]] std::string_view field(Field field) const {
    return rows_.field(static_cast<std::size_t>(field));
  }
  /// Fills in the transaction, or else what is bad about it.
  [[nodiscard]] bool read_transaction();
  [[nodiscard]] std::optional<Timestamp> read_time();
  [[nodiscard]] bool is_header() const;
  [[nodiscard]] bool read_number(Field field, Decimal& number);
  [[nodiscard]] std::optional<Decimal> read_written_number(Field field);
  void check_mark(Field field, const std::optional<WrittenNumber>& number);
  /// Says what is bad; false, for the caller to return.
  bool reject_number(Field field);
  bool reject(Field field, std::string_view expectation);
  [[nodiscard]] ErrorPlace place(Field field) const;
  /// Throws: the field contradicts how the file was found to be written.
  [[noreturn]] void contradict(Field field, std::string_view problem) const;

  std::string file_name_;
  std::vector<std::string> header_;
  TransactionFormat format_;
  RowReader rows_;
  std::string last_date_;  ///< the last date that could be read, as it stands in the file
  Timestamp last_time_{};  ///< and what it says
  Transaction transaction_;
  bool good_ = false;
  BadRow bad_;
};

/// A spreadsheet's `17850.0` is the id `17850`; blanks around an id do not count.
[[nodiscard]] std::string_view plain_id(std::string_view id);

}  // namespace rfmseg
