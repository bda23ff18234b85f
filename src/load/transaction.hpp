#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/message.hpp"

namespace rfmseg {

/// What a layout calls an order whose id has a pattern, if the amount is not positive.
enum class OrderMark { none, cancellation, adjustment };

/// One row of an order, or several rows combined. The views are valid as long as their source.
struct Transaction {
  std::string_view order_id;     ///< empty if the file has no order column
  std::string_view customer_id;  ///< empty if missing
  std::string_view stock_code;
  std::string_view country;
  std::string_view group;     ///< the cell of LoadOptions::group_column, if given
  std::string_view nobody;    ///< if the customer is missing: the id that means no customer
  std::string_view currency;  ///< an ISO code or sign; empty if the row has none
  Timestamp time{};
  Decimal quantity{1, 0};  ///< 1 if the file has no quantity column
  Decimal price;           ///< of one unit; of the line if the file has amounts instead
  Amount amount;           ///< quantity x price, or the line amount
  OrderMark mark = OrderMark::none;
  std::int64_t lines = 1;              ///< number of rows; if several, quantity and amount are sums
  std::optional<Timestamp> updated{};  ///< Layout::updated_at in UTC; nothing if it has none
};

/// The parts of a row that only some runs need. Parts that are not wanted are not read.
struct WantedParts {
  bool stock_code = true;     ///< of transactions, else empty
  bool country = true;        ///< likewise
  bool other_columns = true;  ///< the row's columns without a field, and RowReader::record_text()
  /// Positions of columns that TransactionReader::extra() returns.
  std::vector<int> extra{};
};

/// A row that cannot be read as a transaction.
struct BadRow {
  enum class Kind {
    repeated_header,  ///< in files that were concatenated
    footer,
    malformed,
    unreadable,
    blank_amount,
    further_line,   ///< of an order whose amount counts in another row
    repeated_order  ///< whose amount has counted in earlier rows
  };
  Kind kind = Kind::malformed;
  std::uint64_t line = 0;
  Message message;  ///< `file:line: column X: 'value' is not a ...`
  Amount amount;    ///< the line amount, as far as it can be read
  /// As far as it can be read; empty for footers. Valid as long as its source.
  std::string_view order_id{};
  std::optional<Timestamp> updated{};  ///< as Transaction::updated
  bool lacks_values = false;           ///< of rows without what their order has once
  std::uint64_t lines = 1;             ///< of a malformed row; each counts as one in the ledger
};

}  // namespace rfmseg
