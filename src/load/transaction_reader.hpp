#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"
#include "load/amount_check.hpp"
#include "load/ids.hpp"
#include "load/layout_amount.hpp"
#include "load/layout_row.hpp"
#include "load/number_reader.hpp"
#include "load/transaction.hpp"
#include "load/transaction_format.hpp"
#include "rfmseg/error.hpp"
#include "text.hpp"
#include "words.hpp"

namespace rfmseg {

/// Reads the rows of a file's blocks as transactions. Create one per thread. Views in transactions
/// are valid until the next call of next() or start().
class TransactionReader {
 public:
  TransactionReader(const CsvFile& file, const TransactionFormat& format,
                    const WantedParts& wanted = {});

  /// Starts reading the rows of `block`, which must remain valid.
  void start(const Block& block) {
    if (layout_) layout_->start(block);
    rows_.start(block);
    ids_.forget();
    has_ids_ = false;
  }

  /// Moves to the next row; returns false after the last one of the block. Skips rows of blank
  /// cells. Throws DataError if a date contradicts the detected order of day and month, or a number
  /// the detected decimal mark.
  [[nodiscard]] bool next();

  /// The row as a transaction; null if it is bad().
  [[nodiscard]] const Transaction* transaction() const { return good_ ? &transaction_ : nullptr; }
  /// Why the row is not a transaction.
  [[nodiscard]] const BadRow& bad() const { return bad_; }
  /// The raw row.
  [[nodiscard]] const RowReader& row() const { return rows_; }
  /// The cell of column `i` of WantedParts::extra, trimmed.
  [[nodiscard]] std::string_view extra(std::size_t i) const {
    return trimmed(layout_ ? layout_->cell(wanted_.extra[i]) : rows_.field(kFieldCount + 1 + i));
  }
  /// See LayoutRow.
  [[nodiscard]] std::ptrdiff_t order_number() const {
    return layout_ ? layout_->order_number() : -1;
  }
  [[nodiscard]] bool refunded() const { return layout_ && layout_->refunded(); }
  [[nodiscard]] bool is_further_line() const { return layout_ && layout_->is_further_line(); }
  /// The sums of all transactions so far that have a line amount next to quantity and price.
  [[nodiscard]] const AmountCheck& amount_check() const { return amount_check_; }
  /// The signs of what is subtracted, of all rows so far that are not returns.
  [[nodiscard]] const SignCheck& sign_check() const { return layout_amount_.signs(); }
  /// The UTC offsets of the times so far.
  [[nodiscard]] const OffsetRange& offsets() const { return offsets_; }

 private:
  using Cell = NumberReader::Outcome;

  [[nodiscard, gnu::always_inline]] std::string_view field(Field field) const {
    return layout_ ? field_of<true>(field) : field_of<false>(field);
  }
  /// The same, where it is known whether the rows have a layout: saves a decision for each cell.
  template <bool kLayout>
  [[nodiscard, gnu::always_inline]] std::string_view field_of(Field field) const {
    if constexpr (kLayout) {
      if (!is_own_[static_cast<std::size_t>(field)]) return layout_field(field);
    }
    return rows_.field(static_cast<std::size_t>(field));
  }
  /// The same for a field that the file, or its layout, has.
  template <bool kLayout>
  [[nodiscard, gnu::always_inline]] std::string_view known_field(Field field) const {
    const auto i = static_cast<std::size_t>(field);
    if constexpr (kLayout) {
      if (!is_own_[i]) return layout_field(field);
    }
    return rows_.column(static_cast<std::size_t>(format_.columns.position[i]));
  }
  [[nodiscard]] std::string_view layout_field(Field field) const;
  template <bool kLayout>
  [[nodiscard]] bool read_row();
  [[nodiscard, gnu::noinline]] bool take_bad_row();
  [[nodiscard]] bool is_header();
  /// Sets `transaction_`, or else `bad_`.
  template <bool kLayout>
  [[nodiscard]] bool read_transaction();
  /// Reads the numbers and the date. The first one reads what most rows contain, and returns false
  /// for all others; the second reads everything, and sets `bad_` for what is invalid.
  template <bool kLayout>
  [[nodiscard]] bool read_plain_values();
  template <bool kLayout>
  [[nodiscard]] bool read_plain_quantity();
  [[nodiscard]] bool is_plain_further_line();
  [[nodiscard]] bool read_values();
  [[nodiscard]] bool read_time(std::string_view text, Timestamp& time);
  [[nodiscard, gnu::noinline]] bool read_new_time(std::string_view text);
  /// Sets order and customer, and returns whether they are valid; see read_transaction().
  template <bool kLayout>
  [[nodiscard]] bool read_ids();
  [[nodiscard, gnu::noinline]] bool read_new_ids();
  [[nodiscard]] bool is_dated_row_of(std::string_view other) const;
  [[nodiscard]] bool read_special_customer(std::string_view id);
  void read_update();
  void read_more();
  void mark();
  void read_currency();
  void check_amount();
  [[nodiscard]] NumberCell number_cell(Field field) const;
  /// What a layout makes of a row that is valid; see read_transaction().
  [[nodiscard]] bool finish_layout();
  /// Sets what a store replaces by a row that is bad.
  void name_order();
  [[noreturn]] void throw_separated() const;
  /// Sets `bad_` and returns false.
  bool reject_time();
  bool reject_number(const NumberCell& cell);
  bool reject_term();
  bool reject(Field field, std::string_view expectation);
  bool reject(const ErrorPlace& at, std::string_view expectation);
  bool reject_as(BadRow::Kind kind);
  [[nodiscard]] ErrorPlace place(Field field) const;
  /// Throws DataError: the field contradicts the detected format.
  [[noreturn]] void contradict(Field field, std::string_view problem) const;

  std::string file_name_;
  std::vector<std::string> header_;
  TransactionFormat format_;
  WantedParts wanted_;
  RowReader rows_;
  std::optional<LayoutRow> layout_;
  IdReader ids_;
  NumberReader numbers_;
  NotedText order_cell_, customer_cell_;  ///< from which the ids of `transaction_` were read
  NumberCell worth_cell_;                 ///< that makes the amount unreadable
  NotedText last_date_;                   ///< the last valid date
  Timestamp last_time_{};                 ///< the time of `last_date_`
  std::string last_update_text_;          ///< the last cell of RowPlan::updated_at
  std::optional<Timestamp> last_update_;
  std::string currency_text_;  ///< the last cell of the currency column
  std::string currency_;       ///< its currency
  AmountCheck amount_check_;
  LayoutAmount layout_amount_;
  Transaction transaction_;
  BadRow bad_;
  OffsetRange offsets_;
  std::array<bool, kFieldCount> is_own_{};  ///< whether a layout has the field in a cell of the row
  char delimiter_;
  bool has_quantity_;
  bool sums_terms_;       ///< whether the layout adds up the amount
  bool is_marked_;        ///< whether the layout has marks
  bool reads_more_;       ///< whether read_more() has anything to read
  bool has_ids_ = false;  ///< whether the ids of `transaction_` are valid for another row
  bool good_ = false;
};

}  // namespace rfmseg
