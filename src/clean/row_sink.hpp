#pragma once

#include <span>
#include <string_view>

#include "csv/row_reader.hpp"
#include "load/transaction.hpp"
#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {

/// Receives the judged rows of one worker. During a call only the block of `row` is valid.
class RowSink {
 public:
  RowSink() = default;
  RowSink(const RowSink&) = delete;
  RowSink& operator=(const RowSink&) = delete;
  virtual ~RowSink() = default;

  virtual void kept(const Transaction& transaction, const RowReader& row) = 0;
  /// After kept(), with LoadOptions::carried_columns: the row's cells in these columns.
  virtual void carried(const Transaction&, std::span<const std::string_view>) {}
  /// A return, with CleaningRules::net_returns.
  virtual void subtracted(RowReason, const Transaction&, const RowReader&) {}
  virtual void dropped(RowReason, const Transaction&, const RowReader&) {}
  /// A row that cannot be read as a transaction.
  virtual void unreadable(RowReason, const BadRow&, const RowReader&) {}
  /// Called after the rows of a block, in the order of the file, by one worker at a time.
  virtual void end_block() {}
};

}  // namespace rfmseg
